import type { AutomaticReplies } from '../engine/types.ts';

const says = (html: string): boolean => /[^\s\u00a0\u200b]/.test(html.replace(/<[^>]*>|&nbsp;/g, ''));

/** What stands in the way of saving: a period that ends before it begins, or nothing to say to those who get an answer. */
export function repliesProblem(replies: AutomaticReplies): 'time' | 'empty' | 'emptyOutside' | null {
  if (replies.state === 'off') return null;
  if (
    replies.state === 'scheduled' &&
    (replies.from === null || replies.until === null || replies.until <= replies.from)
  )
    return 'time';
  if (!says(replies.inside)) return 'empty';
  return replies.audience === 'none' || says(replies.outside) ? null : 'emptyOutside';
}

const HOUR = 3_600_000;

/** A period to begin with when none lies ahead: from the next whole hour, for a week. Milliseconds. */
export function withPeriod(replies: AutomaticReplies, now: number): AutomaticReplies {
  if (replies.until !== null && replies.until > now) return replies;
  const from = Math.ceil(now / HOUR) * HOUR;
  return { ...replies, from, until: from + 7 * 24 * HOUR };
}
