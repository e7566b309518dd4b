import type { Live } from './types.ts';
import type { Person, ReplyKind, TroubleReason, UploadProgress } from './port/provider.ts';

export type DraftState =
  | 'typing'
  /** Safe in the encrypted cache here, not yet at the provider. */
  | 'kept-here'
  | 'saved'
  /** Neither cache nor provider could take it yet: it lives in this tab only. Say so. */
  | 'at-risk'
  | 'holding'
  | 'sending'
  | 'sent'
  | 'refused'
  /** Sent without an answer and not found in Sent yet. */
  | 'unsure';

export interface DraftAttachment {
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly inline: boolean;
  readonly contentId: string | null;
  readonly state: 'waiting' | 'sending' | 'there' | 'failed' | 'cancelled';
  readonly progress: UploadProgress;
  readonly reason: TroubleReason | null;
}

export interface Draft {
  readonly key: string;
  /** The provider's message id once it has one. */
  readonly id: string | null;
  readonly kind: 'new' | ReplyKind;
  readonly subject: string;
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly bcc: readonly Person[];
  readonly important: boolean;
  /** What the person writes: the editor's HTML, without quote and signature handling of its own. */
  readonly html: string;
  /** Quoted original, sanitised, appended below at save and send; '' when removed by the person or none. */
  readonly quote: string;
  readonly attachments: readonly DraftAttachment[];
  readonly state: DraftState;
  readonly savedAt: number | null;
  /** When a held message goes off. */
  readonly sendsAt: number | null;
  readonly refused: TroubleReason | null;
}

export type DraftFields = Partial<
  Pick<Draft, 'subject' | 'to' | 'cc' | 'bcc' | 'important' | 'html' | 'quote'>
>;

export type SendCheck =
  | 'no-recipient'
  | 'bad-address'
  | 'no-subject'
  | 'attachment-mentioned'
  | 'uploads-running'
  | 'upload-failed';

export interface Compose {
  readonly draft: Live<Draft>;
  /** Every keystroke may call it: kept at once in memory, 400 ms later in the encrypted cache, some seconds later at the provider. */
  change(fields: DraftFields): void;
  attach(file: File, inline?: boolean): DraftAttachment;
  detach(key: string): void;
  retryAttachment(key: string): void;
  /** What to ask the person before sending; empty = go. */
  check(): readonly SendCheck[];
  /** Starts the hold; `undo` on the draft until `sendsAt`. */
  send(): void;
  undoSend(): void;
  /** Deletes it here and at the provider (to its trash). */
  discard(): Promise<void>;
  /** Save now, as on pagehide; the draft stays in the drafts mailbox. */
  close(): Promise<void>;
}
