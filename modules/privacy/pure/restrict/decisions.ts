/** A decision that the product takes about a person by itself (GDPR Art. 15.1 (h), 22). */
export interface DecisionRule {
  /** Goes up when the logic changes; each decision keeps the one it was taken by. */
  readonly version: number;
  /** Art. 22.2: why it may be taken by itself. An objection can be refused on `contract` and `law` alone; `consent` is taken back. */
  readonly ground: 'contract' | 'law' | 'consent';
  readonly name: { readonly sv: string; readonly en: string };
  /** In plain words: what is looked at, and what follows. */
  readonly logic: { readonly sv: string; readonly en: string };
  readonly inputs: readonly string[];
  readonly consequences: readonly string[];
}

/**
 * Every automated decision there is. One that is not here can't be taken: `mayDecide` and `recordDecision` take no other kind, neither
 * when compiled nor when run (promises profiling.1, profiling.2).
 */
export const DECISIONS = {
  'spend-cap': {
    version: 1,
    ground: 'contract',
    name: { sv: 'Kostnadstaket stoppar', en: 'The spend cap stops' },
    logic: {
      sv: 'Vi räknar det som har använts och det som pågår mot taket du har valt. Ryms inte nästa samtal eller nästa bit data under taket stoppas det. Inget annat om dig vägs in.',
      en: 'What has been used and what is going on is held against the cap you chose. If the next call or piece of data does not fit under it, it is stopped. Nothing else about you is weighed.',
    },
    inputs: ['grantedOre', 'usedOre', 'heldOre', 'askedOre'],
    consequences: ['stopped'],
  },
  'fraud-stop': {
    version: 1,
    ground: 'law',
    name: { sv: 'Stopp vid misstänkt bedrägeri', en: 'Stop on suspected fraud' },
    logic: {
      sv: 'Vi ser efter om numret plötsligt ringer många betalnummer eller länder som ofta används vid bedrägerier. Då stoppas just sådana samtal tills en människa har tittat.',
      en: 'We look for a number that suddenly calls many premium numbers, or countries often used in fraud. Such calls alone are then stopped until a person has looked.',
    },
    inputs: ['calls', 'countries', 'ore', 'minutes'],
    consequences: ['premium-barred', 'international-barred'],
  },
  'credit-rule': {
    version: 1,
    ground: 'contract',
    name: { sv: 'Kreditregeln', en: 'The credit rule' },
    logic: {
      sv: 'Vi ser efter om det finns obetalda fakturor hos oss. Är de för gamla eller för stora behöver nästa tjänst betalas i förskott. Inga uppgifter hämtas någon annanstans ifrån.',
      en: 'We look for unpaid bills with us. Where they are too old or too large, the next service has to be paid in advance. Nothing is fetched from anywhere else.',
    },
    inputs: ['unpaidOre', 'oldestDays'],
    consequences: ['prepaid-only'],
  },
} as const satisfies Readonly<Record<string, DecisionRule>>;

export type DecisionKind = keyof typeof DECISIONS;
export const DECISION_KINDS = [
  'spend-cap',
  'fraud-stop',
  'credit-rule',
] as const satisfies readonly DecisionKind[];
export const isDecisionKind = (text: string): text is DecisionKind => Object.hasOwn(DECISIONS, text);

/** What can be objected to (GDPR Art. 21.1–3 and 22). */
export const AGAINST = ['marketing', 'profiling', 'automated-decisions'] as const;
export type Against = (typeof AGAINST)[number];
