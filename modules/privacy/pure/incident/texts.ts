import type { Category } from '#platform/data-map';
import type { IncidentText } from '../contract/incident.ts';
import { wallTime } from './clocks.ts';
import { en, type Wording } from './wording.en.ts';
import { sv } from './wording.sv.ts';

/** What the texts are filled with; nothing in them comes from anywhere else. */
export interface IncidentFacts {
  readonly id: string;
  readonly kind: 'disclosed' | 'lost' | 'changed' | 'unavailable';
  /** Moments, milliseconds since the epoch. */
  readonly awareAt: number;
  readonly beganAt: number;
  readonly endedAt: number;
  readonly now: number;
  readonly timeZone: string;
  readonly description: string;
  readonly categories: readonly Category[];
  /** Declared fields of the exposed tables, in a reader's words or by name. */
  readonly fields: number;
  readonly affected: number;
  /** Whether what was exposed is sealed under keys that were not. */
  readonly sealed: boolean;
  readonly peopleAtRisk: boolean;
  readonly peopleTold: number;
  readonly conclusion: string | undefined;
  readonly controller: {
    readonly name: string;
    readonly number: string;
    readonly address: string;
    readonly email: string;
  };
  /** Of the letter alone. */
  readonly recipient?: string;
}

/**
 * A text ready to send: the first report to PTS (Reg. 611/2013 annex I section 1), its supplement (section 2), the notification to IMY
 * (GDPR Art. 33.3 (a)–(d)) or the letter to those concerned (GDPR Art. 34.2, Reg. 611/2013 annex II). First line: what it is.
 */
export function incidentText(which: IncidentText, facts: IncidentFacts, language: 'sv' | 'en'): string {
  const words: Wording = language === 'sv' ? sv : en;
  const at = (moment: number): string => wallTime(moment, facts.timeZone);
  const lines = words[which](
    facts,
    at,
    facts.categories.map((category) => words.categories[category]).join(', '),
  );
  return `${lines.join('\n')}\n`;
}

/** First line and the rest: a letter's subject and its text. */
export function asLetter(text: string): { readonly subject: string; readonly text: string } {
  const [subject = '', ...rest] = text.split('\n');
  return { subject, text: rest.join('\n').trim() };
}
