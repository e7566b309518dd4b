import type { FaultName } from './faults.ts';
import type { Mailbox } from './mailbox.ts';
import type { MessageContent, StoredAttachment } from './message.ts';
import { emptyDraft } from './message.ts';

const sender = { name: 'Tove Sandström', address: 'tove.sandstrom@example.com' };

/** Puts the message a fault script is about into the mailbox; nothing for scripts that are about answers. */
export async function plantFor(
  mailbox: Mailbox,
  name: FaultName,
  options: object,
  now: number,
): Promise<void> {
  const size = (options as { bytes?: number }).bytes;
  const attachment = (rest: Partial<StoredAttachment>): StoredAttachment => ({
    number: 1,
    kind: 'file',
    name: 'bilaga.bin',
    contentType: 'application/octet-stream',
    bytes: Buffer.alloc(0),
    isInline: false,
    contentId: null,
    modified: now,
    ...rest,
  });
  const plant = (subject: string, html: string, attachments: readonly StoredAttachment[] = []): void => {
    const content: MessageContent = {
      body: { contentType: 'html', content: html },
      attachments,
      headers: [],
    };
    const id = `<${name}-${mailbox.version}@mail.example>`;
    mailbox.add(
      {
        ...emptyDraft(now, sender),
        isDraft: false,
        isRead: false,
        subject,
        preview: subject,
        internetMessageId: id,
        conversation: id,
        hasAttachments: attachments.some(({ isInline }) => !isInline),
        content: () => content,
      },
      mailbox.known('inbox'),
    );
  };
  await Promise.resolve();
  switch (name) {
    case 'odd-attachments': {
      const item = {
        ...emptyDraft(now, sender),
        isDraft: false,
        subject: 'Det vidarebefordrade',
        content: () => ({
          body: { contentType: 'text' as const, content: 'Inuti.' },
          attachments: [],
          headers: [],
        }),
      };
      plant('Udda bilagor', '<p>En vidarebefordrad och en länk.</p>', [
        attachment({
          kind: 'item',
          name: 'Det vidarebefordrade',
          contentType: null,
          bytes: Buffer.from('Subject: Det vidarebefordrade\r\n\r\nInuti.\r\n'),
          item,
        }),
        attachment({ number: 2, kind: 'reference', name: 'Ritningar på delad plats', contentType: null }),
      ]);
      break;
    }
    case 'huge-body':
      plant(
        'En mycket lång text',
        `<div>${'<p>Lång rad av text som aldrig tar slut.</p>'.repeat(Math.ceil((size ?? 4_500_000) / 44))}</div>`,
      );
      break;
    case 'inline-cid':
      plant('Bild i texten', '<p>Se bilden:</p><img src="cid:bild1@example.com" alt="Skiss">', [
        attachment({
          name: 'skiss.png',
          contentType: 'image/png',
          bytes: Buffer.from(
            'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
            'base64',
          ),
          isInline: true,
          contentId: 'bild1@example.com',
        }),
      ]);
      break;
    case 'hostile-html':
      plant(
        'Öppna genast',
        (options as { html?: string }).html ??
          '<script>document.title="ran"</script><img src="https://spy.example.com/p.gif" onerror="document.title=1"><a href="javascript:alert(1)">x</a><style>body{background:url(https://spy.example.com/b)}</style>',
      );
      break;
    case 'big-attachment':
      plant('Stor bilaga', '<p>Filmen från platsbesöket.</p>', [
        attachment({
          name: 'platsbesok.mp4',
          contentType: 'video/mp4',
          bytes: Buffer.alloc(size ?? 25 * 1024 * 1024, 0x5a),
        }),
      ]);
      break;
    case 'bcc': {
      const content: MessageContent = {
        body: { contentType: 'text', content: 'Anbudet är inlämnat.' },
        attachments: [],
        headers: [],
      };
      mailbox.add(
        {
          ...emptyDraft(now, { name: 'Elin', address: 'elin@example.se' }),
          isDraft: false,
          subject: 'Anbud inlämnat',
          preview: 'Anbudet är inlämnat.',
          to: [sender],
          bcc: [{ name: 'Dold Mottagare', address: 'dold@example.com' }],
          internetMessageId: '<bcc@mail.example>',
          conversation: '<bcc@mail.example>',
          content: () => content,
        },
        mailbox.known('sentitems'),
      );
      break;
    }
    case 'sync-state-lost':
    case 'ids-change-on-move':
    default:
      break;
  }
}
