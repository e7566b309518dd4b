/** The filters a search line can carry, apart from its words. The line stays the one truth: chips read it and rewrite it. */
export interface SearchFilters {
  readonly words: string;
  readonly from: string;
  readonly to: string;
  /** ISO days, '' when none. */
  readonly after: string;
  readonly before: string;
  readonly attachment: boolean;
  readonly unread: boolean;
  readonly flagged: boolean;
}

const none: SearchFilters = {
  words: '',
  from: '',
  to: '',
  after: '',
  before: '',
  attachment: false,
  unread: false,
  flagged: false,
};

const token = /([\p{L}]+):("[^"]*"|\S+)|"[^"]*"|\S+/gu;
const fields: Readonly<Record<string, 'from' | 'to' | 'after' | 'before'>> = {
  from: 'from',
  från: 'from',
  to: 'to',
  till: 'to',
  after: 'after',
  efter: 'after',
  before: 'before',
  före: 'before',
};
const flags: Readonly<Record<string, 'attachment' | 'unread' | 'flagged'>> = {
  'has:attachment': 'attachment',
  'har:bilaga': 'attachment',
  'is:unread': 'unread',
  'är:oläst': 'unread',
  'is:flagged': 'flagged',
  'är:flaggad': 'flagged',
};

/** Reads a line as the engine does; what it does not know stays among the words. */
export function readFilters(line: string): SearchFilters {
  const words: string[] = [];
  let found = none;
  for (const [whole, name, value] of line.matchAll(token)) {
    const field = fields[(name ?? '').toLowerCase()];
    const flag = flags[whole.toLowerCase()];
    if (flag !== undefined) found = { ...found, [flag]: true };
    else if (field !== undefined && found[field] === '')
      found = { ...found, [field]: (value ?? '').replaceAll('"', '') };
    else words.push(whole);
  }
  return { ...found, words: words.join(' ') };
}

function quoted(value: string): string {
  const plain = value.replaceAll('"', '').trim();
  return /\s/.test(plain) ? `"${plain}"` : plain;
}

/** The line that says the same. */
export function writeFilters(filters: SearchFilters): string {
  const { words, from, to, after, before, attachment, unread, flagged } = filters;
  return [
    words.trim(),
    from.trim() === '' ? '' : `från:${quoted(from)}`,
    to.trim() === '' ? '' : `till:${quoted(to)}`,
    attachment ? 'har:bilaga' : '',
    unread ? 'är:oläst' : '',
    flagged ? 'är:flaggad' : '',
    after === '' ? '' : `efter:${after}`,
    before === '' ? '' : `före:${before}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
