/**
 * One thing a network did for a number, as every format of a switch is read into it. What the law lets us keep and no more: there is no
 * field for content or for a cell, so neither can be stored (LEK 9 kap. 1 §, promise traffic.8).
 */
export interface UsageRecord {
  /** Name of the switch it comes from, as configured or as the file says. */
  readonly system: string;
  /** What this format calls the same record when it is sent again; unique within `system`. At most 200 characters. */
  readonly key: string;
  /** A record corrects or withdraws an earlier one with the same `system` and `key`. */
  readonly action: 'new' | 'correct' | 'withdraw';
  readonly kind: 'voice' | 'sms' | 'mms' | 'data';
  /** As seen from `served`. A forwarded leg is paid for by the one who forwards. */
  readonly direction: 'out' | 'in' | 'forwarded';
  /** The number that is served, and billed: E.164 digits without the plus. */
  readonly served: string;
  /** The other party: E.164 digits without the plus, a short code as dialled, or '' when withheld or when there is none (data). */
  readonly other: string;
  /** Milliseconds since the epoch: when it was answered; when nobody answered, when it began. */
  readonly start: number;
  /** Minutes east of UTC at `start`, as recorded or by the switch's time zone (promise traffic.6). */
  readonly offset: number;
  /** Whole seconds from answer to end; 0 when unanswered and for messages. */
  readonly seconds: number;
  /** Both ways together; 0 for voice and messages. */
  readonly bytes: number;
  readonly answered: boolean;
  /** MCC-MNC such as 240-07, or '' when the format does not say (promise traffic.7). */
  readonly originNetwork: string;
  readonly terminatingNetwork: string;
  /** ISO 3166-1 alpha-2 of the visited country while roaming; '' at home. */
  readonly visited: string;
  /** Line of a text file, or number of the record in a binary one, from 1. */
  readonly line: number;
}
