import type { Draft, DraftAttachment, DraftFields } from '../types.ts';
import type { DraftPatch } from '../port/provider.ts';

/** A draft as it lies in the vault. Files themselves are not kept: they go to the provider's draft at once. */
export interface DraftRecord {
  readonly draft: Draft;
  /** The message a reply or forward answers. */
  readonly source: string | null;
  /** Message-ID of the provider's draft, to look for it in Sent after a lost answer. */
  readonly internetId: string;
  /** Fields the provider does not have yet. */
  readonly unsaved: readonly (keyof DraftFields)[];
  /** The person has pressed Send and not undone it. */
  readonly wanted: boolean;
  /** Send was called and its answer is not known. */
  readonly unsure: boolean;
}

export const emptyDraft = (key: string): Draft => ({
  key,
  id: null,
  kind: 'new',
  subject: '',
  to: [],
  cc: [],
  bcc: [],
  important: false,
  html: '',
  quote: '',
  attachments: [],
  state: 'typing',
  savedAt: null,
  sendsAt: null,
  refused: null,
});

/** Marks where the quote begins in a saved draft, so that writing can go on where it was. */
export const QUOTE_MARK = 'telink-quote';

export const joined = (html: string, quote: string): string =>
  quote ? `${html}<div class="${QUOTE_MARK}" id="${QUOTE_MARK}">${quote}</div>` : html;

export function split(whole: string): { readonly html: string; readonly quote: string } {
  const at = new RegExp(`<div[^>]*(?:id|class)="[^"]*${QUOTE_MARK}[^"]*"[^>]*>`).exec(whole);
  if (!at) return { html: whole, quote: '' };
  const rest = whole.slice(at.index + at[0].length);
  const end = rest.lastIndexOf('</div>');
  return { html: whole.slice(0, at.index), quote: end === -1 ? rest : rest.slice(0, end) };
}

/** Only the fields that changed. */
export function patchOf(
  draft: Draft,
  fields: readonly (keyof DraftFields)[],
  outgoing: (html: string) => string,
): DraftPatch {
  const has = new Set(fields);
  return {
    ...(has.has('subject') ? { subject: draft.subject } : {}),
    ...(has.has('to') ? { to: draft.to } : {}),
    ...(has.has('cc') ? { cc: draft.cc } : {}),
    ...(has.has('bcc') ? { bcc: draft.bcc } : {}),
    ...(has.has('important') ? { important: draft.important } : {}),
    ...(has.has('html') || has.has('quote') ? { html: outgoing(joined(draft.html, draft.quote)) } : {}),
  };
}

/** After a crash: files that had not reached the provider are gone, and that is said. */
export const afterCrash = (files: readonly DraftAttachment[]): readonly DraftAttachment[] =>
  files.map((file) =>
    file.state === 'waiting' || file.state === 'sending'
      ? { ...file, state: 'failed', reason: 'gone' }
      : file,
  );
