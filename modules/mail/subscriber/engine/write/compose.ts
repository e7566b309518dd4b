import type { Core } from '../core.ts';
import type { Desk } from '../drafts/desk.ts';
import { split } from '../drafts/record.ts';
import type { MailEnvironment } from '../environment.ts';
import { done } from '../port/answers.ts';
import type { Bodies } from '../reading/bodies.ts';
import type { Kept } from '../settings/kept.ts';
import { clean } from '../show/clean.ts';
import { fromPlain } from '../show/plain.ts';
import type { DraftAttachment, Mail } from '../types.ts';
import { quoteFor, recipientsFor, subjectFor, withSignature } from './answer.ts';
import { quoteWords } from './words.ts';

export interface ComposingParts {
  readonly env: MailEnvironment;
  readonly core: Core;
  readonly desk: Desk;
  readonly bodies: Bodies;
  readonly kept: Kept;
}

/** Beginning to write: new, as an answer, or where one left off. */
export function composing({
  env,
  core,
  desk,
  bodies,
  kept,
}: ComposingParts): Pick<Mail, 'compose' | 'reply' | 'resume'> {
  const language = (): string => globalThis.document?.documentElement.lang || 'sv';
  return {
    compose: (start = {}) =>
      desk.begin({ ...start, html: withSignature(start.html ?? '', kept.get().signature.html) }, {}),
    reply: async (id, kind) => {
      const [message] = await core.headers([id]);
      const header =
        message ?? (await core.provider.header(id).then((answer) => (answer.ok ? answer.value : null)));
      const body = await bodies.get(id);
      if (!header) return desk.begin({ html: '' }, { kind, source: id });
      const { signature } = kept.get();
      const quote = body.ok ? quoteFor(kind, header, body.value, quoteWords(language())) : '';
      return desk.begin(
        {
          subject: subjectFor(kind, header.subject),
          ...recipientsFor(kind, header, env.address),
          html: withSignature('', signature.onReplies ? signature.html : ''),
          quote,
        },
        { kind, source: id },
      );
    },
    resume: async (idOrKey) => {
      const open = desk.find(idOrKey);
      if (open) return done(open);
      const [header, body] = await Promise.all([
        core.provider.header(idOrKey),
        core.provider.body(idOrKey, true),
      ]);
      if (!header.ok) return header;
      if (!body.ok) return body;
      const html = body.value.type === 'html' ? body.value.content : fromPlain(body.value.content);
      const parts = split(html);
      const safe = (text: string): string =>
        clean(text, { remoteImages: false, inline: new Map(), purpose: 'quote' }).html;
      const attachments = body.value.attachments.map((one): DraftAttachment => ({
        key: one.id,
        name: one.name,
        type: one.type,
        size: one.size,
        inline: one.inline,
        contentId: one.contentId,
        state: 'there',
        progress: { sent: one.size, total: one.size },
        reason: null,
      }));
      const { subject, to, cc, bcc, important } = header.value;
      return done(
        desk.begin(
          { subject, to, cc, bcc, important, html: safe(parts.html), quote: safe(parts.quote) },
          { id: idOrKey, attachments },
        ),
      );
    },
  };
}
