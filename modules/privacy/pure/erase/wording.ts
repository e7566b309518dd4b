import type { ErasureLine, ErasureReceipt, ErasureWait } from '../contract/erase.ts';

type Lang = 'sv' | 'en';

/** What is said of an erasure wherever it is shown: to the person in the app, on the receipt without an account, and at the office. */
interface ErasureWords {
  readonly rows: (count: number | null) => string;
  readonly grounds: Readonly<Record<string, string>>;
  readonly to: (day: string) => string;
  /** Where no day is known. */
  readonly open: Readonly<Record<string, string>>;
  readonly further: string;
  readonly goes: string;
  readonly stays: string;
  readonly waits: Readonly<Record<ErasureWait['for'], (what: string, until: string | undefined) => string>>;
  readonly states: Readonly<Record<ErasureReceipt['state'], string>>;
}

export const ERASURE_WORDS: Readonly<Record<Lang, ErasureWords>> = {
  sv: {
    rows: (count) =>
      count === null
        ? 'Hur mycket går inte att se'
        : count === 1
          ? '1 rad'
          : `${count.toLocaleString('sv-SE')} rader`,
    grounds: {
      bookkeeping: 'Bokföringslagen kräver det',
      legal_claims: 'Kan behövas om någon kräver något',
      law_enforcement: 'Lagen kräver det, åt brottsbekämpande myndigheter',
      security_log: 'Visar vem som har sett dina uppgifter',
      suppression: 'Så att du inte får reklam igen',
      contract: 'Avtalet löper',
      legal_hold: 'Vi måste hålla kvar det',
      restriction: 'Du har fryst det',
    },
    to: (day) => `till och med ${day}`,
    open: {
      contract: 'tills avtalet slutar',
      legal_hold: 'tills det inte behövs längre',
      restriction: 'tills frysningen hävs',
      legal_claims: 'tills ärendet är avgjort',
    },
    further: 'tills vidare',
    goes: 'Raderas ur dem',
    stays: 'Blir kvar',
    waits: {
      contract: (_what, until) =>
        until === undefined
          ? 'Avtalet löper utan slutdag. När det är uppsagt och har slutat raderas uppgifterna av sig självt.'
          : `Avtalet slutar ${until}. Sedan raderas uppgifterna av sig självt.`,
      records: (what, until) =>
        `${what}: kan behövas om någon kräver något, ${until === undefined ? 'tills ärendet är avgjort' : `till och med ${until}`}.`,
      hold: (what) => `Vi måste hålla kvar: ${what}. Det raderas när det inte behövs längre.`,
      restriction: (what) => `Fryst: ${what}. Det raderas när frysningen hävs.`,
      recipient: (what) => `Svar från ${what}, som har fått uppgifter och har fått veta att de är raderade.`,
      'bill-run': (what) => `Fakturorna för ${what} görs just nu. Det går att radera när de är klara.`,
    },
    states: {
      planned: 'Väntar på att avtalet slutar',
      ledgered: 'Mottagen',
      destroying: 'Raderar',
      waiting: 'Allt är inte klart än',
      done: 'Klart',
    },
  },
  en: {
    rows: (count) =>
      count === null
        ? 'How much can’t be seen'
        : count === 1
          ? '1 row'
          : `${count.toLocaleString('en-GB')} rows`,
    grounds: {
      bookkeeping: 'The Bookkeeping Act requires it',
      legal_claims: 'May be needed if somebody makes a claim',
      law_enforcement: 'The law requires it, for law enforcement',
      security_log: 'Shows who has seen your data',
      suppression: 'So that you are sent no advertising again',
      contract: 'The contract runs',
      legal_hold: 'We have to keep it',
      restriction: 'You have frozen it',
    },
    to: (day) => `to ${day}`,
    open: {
      contract: 'until the contract ends',
      legal_hold: 'until it is no longer needed',
      restriction: 'until it is unfrozen',
      legal_claims: 'until the matter is settled',
    },
    further: 'until further notice',
    goes: 'Erased from them',
    stays: 'Stays',
    waits: {
      contract: (_what, until) =>
        until === undefined
          ? 'The contract runs without an end. When it has been cancelled and has ended, the data is erased by itself.'
          : `The contract ends on ${until}. Then the data is erased by itself.`,
      records: (what, until) =>
        `${what}: may be needed if somebody makes a claim, ${until === undefined ? 'until the matter is settled' : `to ${until}`}.`,
      hold: (what) => `We have to keep: ${what}. It is erased when it is no longer needed.`,
      restriction: (what) => `Frozen: ${what}. It is erased when it is unfrozen.`,
      recipient: (what) =>
        `An answer from ${what}, who were given data and have been told that it is erased.`,
      'bill-run': (what) => `The bills of ${what} are being made. Erasing is possible when they are ready.`,
    },
    states: {
      planned: 'Waiting for the contract to end',
      ledgered: 'Received',
      destroying: 'Erasing',
      waiting: 'Not everything is done yet',
      done: 'Done',
    },
  },
};

/** «Bokföringslagen kräver det, till och med 31 december 2033». @param day says an ISO day in words */
export function whyKept(
  { ground, until }: Pick<ErasureLine, 'ground' | 'until'>,
  words: ErasureWords,
  day: (iso: string) => string,
): string {
  const key = ground ?? '';
  const end = until === null ? (words.open[key] ?? words.further) : words.to(day(until));
  return `${words.grounds[key] ?? key}, ${end}`;
}

/** What an erasure waits for, each reason once: kinds of rows that wait for the same thing to the same day stand in one sentence. */
export function waitsInWords(
  waits: readonly ErasureWait[],
  words: ErasureWords,
  day: (iso: string) => string,
): string[] {
  const alike = new Map<string, { readonly first: ErasureWait; readonly what: Set<string> }>();
  for (const wait of waits) {
    const key = wait.for === 'recipient' ? `recipient ${wait.what}` : `${wait.for} ${wait.until ?? ''}`;
    const found = alike.get(key) ?? { first: wait, what: new Set<string>() };
    found.what.add(wait.what);
    alike.set(key, found);
  }
  return [...alike.values()].map(({ first, what }) =>
    words.waits[first.for]([...what].join(', '), first.until === null ? undefined : day(first.until)),
  );
}

export interface LineGroups {
  readonly goes: readonly ErasureLine[];
  /** Gone by itself when the contract has ended. */
  readonly later: readonly ErasureLine[];
  readonly stays: readonly ErasureLine[];
}

export const groupLines = (lines: readonly ErasureLine[]): LineGroups => ({
  goes: lines.filter(({ act }) => act === 'delete'),
  later: lines.filter(({ act, ground }) => act === 'keep' && ground === 'contract'),
  stays: lines.filter(({ act, ground }) => act === 'keep' && ground !== 'contract'),
});

/** Of rows that stay: what of them goes, and what does not. Names, each once. */
export function fieldsOfKept({ fields }: ErasureLine): {
  readonly goes: readonly string[];
  readonly stays: readonly string[];
} {
  const named = (wanted: boolean): string[] => [
    ...new Set(fields.filter(({ act }) => (act === 'keep') === wanted).map(({ what }) => what)),
  ];
  return { goes: named(false), stays: named(true) };
}
