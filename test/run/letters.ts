import { plant } from '../canary/index.ts';

export interface MarkedLetter {
  readonly raw: Buffer;
  /** Every canary in it, by what it marks. */
  readonly marks: Readonly<
    Record<'subject' | 'body' | 'sender' | 'header' | 'file' | 'attachment' | 'image' | 'id', string>
  >;
}

/** A letter in which every part carries a string that occurs nowhere else: the proofs look for them where they must not be. */
export function markedLetter(
  name: string,
  options: { readonly html?: string; readonly attachmentBytes?: number } = {},
): MarkedLetter {
  const mark = (field: string): string => plant(name, field);
  const marks = {
    subject: mark('subject'),
    body: mark('body'),
    sender: mark('sender'),
    header: mark('header'),
    file: mark('file'),
    attachment: mark('attachment'),
    image: mark('image'),
    id: mark('id'),
  };
  const attachment = Buffer.concat([
    Buffer.from(`${marks.attachment}\n`),
    Buffer.alloc(options.attachmentBytes ?? 2000, 'innehåll '),
  ]);
  const lines = (bytes: Buffer): string => bytes.toString('base64').replace(/.{76}/g, '$&\r\n');
  const html = options.html ?? `<p>Hej! ${marks.body}</p><img src="cid:picture" alt="">`;
  const text = [
    `From: Avsändare ${marks.sender} <${marks.sender.toLowerCase()}@example.net>`,
    'To: Elin Ljungqvist <elin@example.se>',
    `Subject: ${marks.subject}`,
    `Date: ${new Date().toUTCString()}`,
    `Message-ID: <${marks.id}@example.net>`,
    `X-Marked: ${marks.header}`,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="outer"',
    '',
    '--outer',
    'Content-Type: multipart/related; boundary="inner"',
    '',
    '--inner',
    'Content-Type: text/html; charset=utf-8',
    '',
    html.includes(marks.body) ? html : `${html}<p>${marks.body}</p>`,
    '--inner',
    'Content-Type: image/svg+xml',
    'Content-ID: <picture>',
    'Content-Disposition: inline; filename="picture.svg"',
    'Content-Transfer-Encoding: base64',
    '',
    lines(
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>${marks.image}</title></svg>`,
      ),
    ),
    '--inner--',
    '--outer',
    `Content-Type: text/plain; name="${marks.file}.txt"`,
    `Content-Disposition: attachment; filename="${marks.file}.txt"`,
    'Content-Transfer-Encoding: base64',
    '',
    lines(attachment),
    '--outer--',
    '',
  ];
  return { raw: Buffer.from(text.join('\r\n')), marks };
}
