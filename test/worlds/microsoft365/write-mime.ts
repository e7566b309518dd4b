import MailComposer from 'nodemailer/lib/mail-composer';
import type { MessageDraft, Person } from './message.ts';

/** The MIME of a message: as it came, or composed for one that was written here. Bcc is kept only in one's own copy. */
export async function mimeOf(message: MessageDraft, keepBcc: boolean): Promise<Buffer> {
  const content = message.content();
  if (content.raw !== undefined) return content.raw;
  const address = ({ name, address: mail }: Person): { name: string; address: string } => ({
    name: name === mail ? '' : name,
    address: mail,
  });
  const list = (people: readonly Person[]): { name: string; address: string }[] => people.map(address);
  const composed = new MailComposer({
    from: message.from === null ? undefined : address(message.from),
    ...(message.sender !== null && message.sender.address !== message.from?.address
      ? { sender: address(message.sender) }
      : {}),
    to: list(message.to),
    cc: list(message.cc),
    bcc: list(message.bcc),
    replyTo: list(message.replyTo),
    subject: message.subject,
    date: new Date(message.sent),
    messageId: message.internetMessageId,
    ...(message.inReplyTo === '' ? {} : { inReplyTo: message.inReplyTo }),
    ...(message.references.length === 0 ? {} : { references: [...message.references] }),
    ...(content.body.contentType === 'html'
      ? { html: content.body.content }
      : { text: content.body.content }),
    ...(message.importance === 'normal' ? {} : { priority: message.importance }),
    headers: content.headers
      .filter(({ name }) => name.toLowerCase().startsWith('x-'))
      .map(({ name, value }) => ({ key: name, value })),
    attachments: content.attachments.map((attachment) => ({
      filename: attachment.kind === 'item' ? `${attachment.name}.eml` : attachment.name,
      content: attachment.bytes,
      contentType:
        attachment.kind === 'item'
          ? 'message/rfc822'
          : (attachment.contentType ?? 'application/octet-stream'),
      ...(attachment.contentId === null ? {} : { cid: attachment.contentId }),
      contentDisposition: attachment.isInline ? 'inline' : 'attachment',
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const node = composed.compile();
  node.keepBcc = keepBcc;
  return await node.build();
}
