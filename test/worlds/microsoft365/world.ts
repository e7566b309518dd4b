import type { Account } from './accounts.ts';
import type { CallLog } from './calls.ts';
import type { FaultControl } from './faults.ts';
import type { Settings } from './graph/settings.ts';
import type { UploadSession } from './graph/upload.ts';
import type { Mailbox } from './mailbox.ts';
import type { StoredMessage } from './message.ts';
import type { Referee } from './referees/referee.ts';
import type { Tokens } from './tokens.ts';

/** What the three listeners share. */
export interface World {
  readonly accounts: readonly Account[];
  readonly addresses: { login: string; graph: string; upload: string };
  readonly calls: CallLog;
  readonly faults: FaultControl;
  readonly tokens: Tokens;
  readonly uploads: Map<string, UploadSession>;
  readonly referee: Referee;
  /** What the referees found wrong, in words. */
  readonly violations: string[];
  readonly strict: boolean;
  readonly now: () => number;
  /** Requests under way per account. */
  readonly busy: Map<string, number>;
  latencyMs: number;
  accountOf(address: string): Account;
  mailboxOf(address: string): Mailbox;
  settingsOf(address: string): Settings;
  /** Keeps a message out of every list for so many more requests of its account. */
  hideFor(address: string, message: StoredMessage, requests: number): void;
  /** Counts one request and shows what has been hidden long enough. */
  tick(address: string): void;
  /** Puts a sent message into the inbox of each recipient who has an account here. */
  deliver(raw: Buffer, message: StoredMessage, sender: Account): Promise<void>;
}
