import type { AutomaticReplies } from '../engine/types.ts';

/** What stands in the way of saving: a period that ends before it begins, or nothing to say. */
export function repliesProblem(replies: AutomaticReplies): 'time' | 'empty' | null {
  if (replies.state === 'off') return null;
  if (
    replies.state === 'scheduled' &&
    (replies.from === null || replies.until === null || replies.until <= replies.from)
  )
    return 'time';
  return /[^\s\u00a0\u200b]/.test(replies.inside.replace(/<[^>]*>|&nbsp;/g, '')) ? null : 'empty';
}
