import type { Draft, SendCheck } from '../types.ts';
import { mentionsAttachment } from './answer.ts';
import { isAddress } from './people.ts';

/** What to ask before a message goes. */
export function checks(draft: Draft): readonly SendCheck[] {
  const everyone = [...draft.to, ...draft.cc, ...draft.bcc];
  const files = draft.attachments.filter((one) => !one.inline && one.state !== 'cancelled');
  const found: SendCheck[] = [];
  if (everyone.length === 0) found.push('no-recipient');
  if (everyone.some((one) => !isAddress(one.address))) found.push('bad-address');
  if (draft.subject.trim() === '') found.push('no-subject');
  if (files.length === 0 && mentionsAttachment(`${draft.subject} ${draft.html}`))
    found.push('attachment-mentioned');
  if (draft.attachments.some((one) => one.state === 'waiting' || one.state === 'sending'))
    found.push('uploads-running');
  if (draft.attachments.some((one) => one.state === 'failed')) found.push('upload-failed');
  return found;
}
