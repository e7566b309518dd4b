import type { Draft, SendCheck, TroubleReason } from '../engine/types.ts';
import { imagesIn } from './editor/body-html.ts';
import type { ComposeWords } from './words.ts';

/** «Svar till Tove», «Nytt mejl», or the subject once there is one. */
export function titleOf(draft: Draft, words: ComposeWords): string {
  if (draft.kind === 'reply' || draft.kind === 'reply-all') {
    const first = draft.to[0];
    if (first !== undefined) return words.answerTo(first.name.split(' ')[0] || first.address);
  }
  if (draft.kind === 'forward' && draft.subject !== '')
    return words.forwardOf(draft.subject.replace(/^(?:vb|fw|fwd)\s*:\s*/i, ''));
  return draft.subject.trim() || words.newMessage;
}

/** What the head says about where the draft is. '' before anything was written. */
export function savedLine(draft: Draft, words: ComposeWords, time: (at: number) => string): string {
  const { state, savedAt } = draft;
  if (state === 'typing') return savedAt === null ? '' : words.state.typing;
  if (state === 'kept-here') return words.state.keptHere;
  if (state === 'at-risk') return words.state.atRisk;
  if (state === 'sending') return words.state.sending;
  if (state === 'holding') return words.state.holding;
  return savedAt === null ? '' : words.state.saved(time(savedAt));
}

/** Inline images the text no longer shows: not to be sent along unseen. */
export function unusedImages(draft: Draft): readonly string[] {
  const shown = new Set(imagesIn(draft.html));
  return draft.attachments
    .filter(
      ({ inline, contentId }) =>
        inline && contentId !== null && !shown.has(contentId) && !draft.quote.includes(contentId),
    )
    .map(({ key }) => key);
}

/** What went wrong with one attachment, in words. */
export function fileTrouble(reason: TroubleReason | null, words: ComposeWords): string {
  if (reason === 'gone') return words.files.gone;
  if (reason === 'too-large') return words.files.tooLarge;
  if (reason === 'offline') return words.files.offline;
  return words.files.failed;
}

export interface Question {
  readonly check: SendCheck;
  readonly fact: string;
  readonly what: string;
}

/** What is asked before a message goes, the first thing first. */
export function questionOf(
  check: SendCheck,
  draft: Draft,
  isAddress: (text: string) => boolean,
  words: ComposeWords,
): Question {
  const { ask } = words;
  switch (check) {
    case 'no-recipient':
      return { check, fact: ask.noRecipient, what: '' };
    case 'bad-address': {
      const bad = [...draft.to, ...draft.cc, ...draft.bcc].find((one) => !isAddress(one.address));
      return { check, fact: ask.badAddress(bad?.address ?? ''), what: ask.badAddressDo };
    }
    case 'no-subject':
      return { check, fact: ask.noSubject, what: '' };
    case 'attachment-mentioned':
      return { check, fact: ask.attachment, what: '' };
    case 'uploads-running':
      return { check, fact: ask.uploads, what: ask.uploadsDo };
    case 'upload-failed':
      return { check, fact: ask.uploadFailed, what: ask.uploadFailedDo };
  }
}
