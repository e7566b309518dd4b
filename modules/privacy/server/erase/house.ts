import type { KeyStore } from '#platform/crypto';
import type { DataMap } from '#platform/data-map';
import type { Ctx, Transaction } from '#platform/db';
import type { Links } from './links.ts';
import type { Subject } from './plan.ts';

/** Tells everybody who has been given the person's data that it is erased (GDPR Art. 19). @returns whom; each is waited for until it has answered. */
export type TellRecipients = (ctx: Transaction, who: Subject) => Promise<readonly string[]>;

/** What the acts of erasing stand on. */
export interface EraseHouse {
  readonly ctx: Ctx;
  readonly keys: KeyStore;
  readonly maps: readonly DataMap[];
  readonly links: Links;
  readonly timeZone: string;
  /** Path of the ledger outside the database. */
  readonly ledger: string;
  readonly tellRecipients: TellRecipients;
  /** Sends the person the address of the receipt, while there is one to send it to. */
  readonly tellPerson?: (ctx: Ctx, who: Subject, erasure: string) => Promise<void>;
  /** Ends the person's sessions and tells their open pages, where a server runs. */
  readonly endSessions?: (who: Subject) => Promise<unknown>;
  /** Hears of each step before the next is taken. A proof stops the work there. */
  readonly step?: (name: string) => void;
}
