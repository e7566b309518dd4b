import MailComposer from 'nodemailer/lib/mail-composer';
import type { Person } from '../message.ts';

export interface LetterAttachment {
  readonly name: string;
  readonly type: string;
  readonly bytes: Buffer;
  /** Shown inside the HTML as `cid:…`. */
  readonly cid?: string;
}

/** One message of the demonstration, before it becomes MIME. */
export interface Letter {
  readonly id: string;
  readonly folder: string;
  readonly at: number;
  readonly from: Person;
  readonly to: readonly Person[];
  readonly cc?: readonly Person[];
  readonly bcc?: readonly Person[];
  readonly subject: string;
  /** Paragraphs of text, or HTML of its own. */
  readonly text?: string;
  readonly html?: string;
  readonly answers?: readonly string[];
  readonly unread?: boolean;
  readonly flagged?: boolean;
  readonly draft?: boolean;
  readonly categories?: readonly string[];
  readonly important?: boolean;
  readonly attachments?: readonly LetterAttachment[];
  readonly ics?: string;
  /** What the receiving server found: signed by the sender's domain, not signed, or forged. */
  readonly authentic?: 'pass' | 'none' | 'fail';
  readonly list?: string;
}

const escape = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Text as the paragraphs a mail program writes; a line `* …` becomes a list entry. */
export function paragraphs(text: string): string {
  const blocks = text
    .trim()
    .split(/\n\s*\n/)
    .map((block) => {
      const lines = block.split('\n').map((line) => line.trim());
      if (lines.every((line) => line.startsWith('* ')))
        return `<ul>${lines.map((line) => `<li>${escape(line.slice(2))}</li>`).join('')}</ul>`;
      return `<p>${lines.map(escape).join('<br>')}</p>`;
    });
  return `<html><head><meta charset="utf-8"></head><body style="font-family:Calibri,Arial,sans-serif;font-size:11pt">${blocks.join('')}</body></html>`;
}

export const messageIdOf = (id: string): string => `<${id}@mail.example>`;

/** What the receiving server writes on top (RFC 8601), and the route (RFC 5321). */
function receivedHeaders(letter: Letter): { readonly key: string; readonly value: string }[] {
  const domain = letter.from.address.slice(letter.from.address.indexOf('@') + 1);
  const results = {
    pass: `spf=pass smtp.mailfrom=${domain}; dkim=pass header.d=${domain}; dmarc=pass action=none header.from=${domain}; compauth=pass reason=100`,
    none: `spf=none smtp.mailfrom=${domain}; dkim=none (message not signed) header.d=none; dmarc=none action=none header.from=${domain}; compauth=pass reason=703`,
    fail: `spf=fail smtp.mailfrom=${domain}; dkim=fail (signature did not verify) header.d=${domain}; dmarc=fail action=quarantine header.from=${domain}; compauth=fail reason=000`,
  };
  return [
    { key: 'Authentication-Results', value: `mx.example.se; ${results[letter.authentic ?? 'pass']}` },
    {
      key: 'Received',
      value: `from mx.${domain} by mx.example.se with ESMTPS id ${letter.id}; ${new Date(letter.at).toUTCString()}`,
    },
  ];
}

/** The invitation comes twice, as most calendars send it: as the meeting itself and as a file. */
function filesOf(letter: Letter): readonly LetterAttachment[] {
  const files = letter.attachments ?? [];
  return letter.ics === undefined
    ? files
    : [
        ...files,
        { name: 'inbjudan.ics', type: 'text/calendar; charset=utf-8', bytes: Buffer.from(letter.ics) },
      ];
}

/** The letter as the bytes a mail server would have stored. */
export async function mimeOfLetter(letter: Letter): Promise<Buffer> {
  const address = ({ name, address: mail }: Person): { name: string; address: string } => ({
    name,
    address: mail,
  });
  const answers = letter.answers ?? [];
  const last = answers.at(-1);
  const composed = new MailComposer({
    from: address(letter.from),
    to: letter.to.map(address),
    cc: (letter.cc ?? []).map(address),
    bcc: (letter.bcc ?? []).map(address),
    subject: letter.subject,
    date: new Date(letter.at),
    messageId: messageIdOf(letter.id),
    ...(last === undefined ? {} : { inReplyTo: messageIdOf(last), references: answers.map(messageIdOf) }),
    ...(letter.text === undefined ? {} : { text: letter.text.trim() }),
    html: letter.html ?? paragraphs(letter.text ?? ''),
    ...(letter.important === true ? { priority: 'high' as const } : {}),
    ...(letter.ics === undefined
      ? {}
      : {
          alternatives: [
            { contentType: 'text/calendar; method=REQUEST; charset=utf-8', content: letter.ics },
          ],
        }),
    headers: [
      ...(letter.folder === 'sentitems' || letter.draft === true ? [] : receivedHeaders(letter)),
      ...(letter.list === undefined
        ? []
        : [
            { key: 'List-Unsubscribe', value: `<${letter.list}>` },
            { key: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
          ]),
    ],
    attachments: filesOf(letter).map(({ name, type, bytes, cid }) => ({
      filename: name,
      contentType: type,
      content: bytes,
      ...(cid === undefined ? {} : { cid, contentDisposition: 'inline' as const }),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const node = composed.compile();
  node.keepBcc = true;
  return await node.build();
}
