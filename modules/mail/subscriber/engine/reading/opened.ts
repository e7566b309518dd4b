import type { SourceReader } from '../environment.ts';
import { held } from '../port/live.ts';
import type { Held } from '../port/live.ts';
import { done } from '../port/answers.ts';
import type { Answer, Attachment, Message, MessageBody, Provider } from '../port/provider.ts';
import { authenticity } from '../show/authenticity.ts';
import { contentId } from '../show/clean.ts';
import { readInvitation } from '../show/invitation.ts';
import { imageData, mentionedCids, showBody } from '../show/show-body.ts';
import type { InvitationCard, Live, OpenedMessage } from '../types.ts';
import type { Bodies } from './bodies.ts';

export interface OpenedParts {
  readonly provider: Pick<Provider, 'attachment' | 'raw' | 'header'>;
  readonly bodies: Bodies;
  readonly readSource: SourceReader;
  header(id: string): Message | undefined;
  meet(message: Message): void;
  trusts(address: string): boolean;
}

export interface Opened {
  message(id: string): Live<OpenedMessage>;
  showRemote(id: string): void;
  /** Headers or trust changed: repaint what is open. */
  repaint(ids?: readonly string[]): void;
  clear(): void;
}

interface Open {
  readonly live: Held<OpenedMessage>;
  body: MessageBody | null;
  inline: Map<string, string>;
  /** Attachments whose picture stands in the body. */
  inBody: Set<string>;
  remote: boolean;
  invitation: InvitationCard | null;
  repaired: boolean;
  /** Neither the provider nor our own reader could make anything of it. */
  unreadable: boolean;
  /** What the shown document was made from, so that a flag's change does not make it again. */
  painted: string;
}

const KEPT = 40;
const MOST_INLINE = 30;

export function createOpened(parts: OpenedParts): Opened {
  const opens = new Map<string, Open>();

  const paint = (id: string, open: Open): void => {
    const message = parts.header(id);
    if (!open.body || !message || open.unreadable) return;
    const remoteImages = open.remote || (message.from !== null && parts.trusts(message.from.address));
    const before = open.live.get();
    const key = `${remoteImages}|${open.inline.size}|${open.repaired}`;
    if (before.state === 'ready' && open.painted === key) {
      if (before.message !== message || before.invitation !== open.invitation)
        open.live.set({ ...before, message, invitation: open.invitation });
      return;
    }
    open.painted = key;
    const { type, content, headers, attachments } = open.body;
    const found = authenticity(headers);
    open.live.set({
      state: 'ready',
      message,
      shown: showBody({ type, content, remoteImages, inline: open.inline }),
      headers,
      attachments: attachments.filter((one) => !open.inBody.has(one.id)),
      authenticity: found.verdict,
      authenticityWhy: found.why,
      invitation: open.invitation,
      repaired: open.repaired,
    });
  };

  /** Pictures named by cid: fetched after the words are on screen. */
  const inlineParts = async (id: string, open: Open, body: MessageBody): Promise<void> => {
    const wanted = body.type === 'html' ? mentionedCids(body.content) : new Set<string>();
    if (wanted.size === 0) return;
    const candidates = body.attachments
      .filter((one) => one.kind === 'file' && (one.inline || one.type.startsWith('image/')))
      .slice(0, MOST_INLINE);
    const answers = await Promise.all(candidates.map((one) => parts.provider.attachment(id, one.id)));
    for (const [at, answer] of answers.entries()) {
      if (!answer.ok) continue;
      const cid = answer.value.info.contentId;
      const key = cid === null ? null : contentId(cid);
      const data = imageData(answer.value.info.type, answer.value.bytes);
      if (key === null || data === null || !wanted.has(key)) continue;
      open.inline.set(key, data);
      const attachment = candidates[at];
      if (attachment?.inline) open.inBody.add(attachment.id);
    }
    if (open.inline.size > 0) paint(id, open);
  };

  /** The raw source: for an invitation's calendar part, and for a body the provider could not make. */
  const fromSource = async (id: string, open: Open, body: MessageBody, message: Message): Promise<void> => {
    const calendar = body.attachments.find((one) => one.type === 'text/calendar');
    const empty = body.content.trim() === '' && message.preview !== '';
    if (calendar && !empty) {
      const answer = await parts.provider.attachment(id, calendar.id);
      if (answer.ok) open.invitation = readInvitation(new TextDecoder().decode(answer.value.bytes));
      if (open.invitation) return paint(id, open);
    }
    if (message.kind === 'message' && !empty) return;
    const raw = await parts.provider.raw(id);
    if (!raw.ok) return;
    const reading = await parts.readSource(raw.value);
    if (!reading.ok) {
      if (!empty) return;
      open.unreadable = true;
      open.live.set({
        state: 'failed',
        message,
        reason: 'too-complex',
        retry: () => {
          open.unreadable = false;
          open.live.set({ state: 'loading', message });
          void load(id, open);
        },
      });
      return;
    }
    const { source } = reading;
    const part = source.attachments.find((one) => one.type.startsWith('text/calendar'));
    if (part) open.invitation = readInvitation(new TextDecoder().decode(part.bytes));
    if (empty && (source.html ?? source.text)) {
      open.body = { ...body, type: source.html ? 'html' : 'text', content: source.html ?? source.text ?? '' };
      open.repaired = true;
    }
    paint(id, open);
  };

  const load = async (id: string, open: Open): Promise<void> => {
    const fail = (answer: Extract<Answer<unknown>, { ok: false }>): void =>
      open.live.set({
        state: 'failed',
        message: parts.header(id) ?? null,
        reason: answer.reason,
        retry: () => {
          open.live.set({ state: 'loading', message: parts.header(id) ?? null });
          void load(id, open);
        },
      });
    let message = parts.header(id);
    const [body, header] = await Promise.all([
      parts.bodies.get(id),
      message ? done(message) : parts.provider.header(id),
    ]);
    if (!header.ok) return fail(header);
    if (!body.ok) return fail(body);
    if (!message) parts.meet(header.value);
    message ??= header.value;
    open.body = body.value;
    paint(id, open);
    await Promise.all([inlineParts(id, open, body.value), fromSource(id, open, body.value, message)]);
  };

  return {
    message: (id) => {
      const known = opens.get(id);
      if (known) {
        opens.delete(id);
        opens.set(id, known);
        return known.live;
      }
      const open: Open = {
        live: held<OpenedMessage>({ state: 'loading', message: parts.header(id) ?? null }),
        body: parts.bodies.peek(id) ?? null,
        inline: new Map(),
        inBody: new Set(),
        remote: false,
        invitation: null,
        repaired: false,
        unreadable: false,
        painted: '',
      };
      opens.set(id, open);
      if (opens.size > KEPT) opens.delete(opens.keys().next().value ?? '');
      // What was fetched ahead is there in the same turn as the click.
      paint(id, open);
      void load(id, open);
      return open.live;
    },
    showRemote: (id) => {
      const open = opens.get(id);
      if (!open) return;
      open.remote = true;
      paint(id, open);
    },
    repaint: (ids) => {
      for (const [id, open] of opens) if (!ids || ids.includes(id)) paint(id, open);
    },
    clear: () => opens.clear(),
  };
}

/** Attachment names as files: no path, no control or direction-changing characters, never empty. */
export function safeName(attachment: Pick<Attachment, 'name' | 'type'>): string {
  const bare = (attachment.name.split(/[/\\]/).pop() ?? '')
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069:*?"<>|]/gu, '')
    .replace(/^\.+/, '')
    .trim();
  return bare.slice(0, 200) || 'bilaga';
}
