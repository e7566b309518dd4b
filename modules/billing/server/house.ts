import type { FastifyRequest } from 'fastify';
import type { Config } from '#platform/config';
import { system, type Actor, type Ctx, type Database, type Transaction } from '#platform/db';
import type { Log } from '#platform/log';
import type { Address, Invoice, Seller } from '../pure/invoice.ts';
import { readBankgiro, readOrganisation, vatNumberOf } from '../pure/reference.ts';
import type { BillingStaff } from './office-routes.ts';
import type { BillSource } from '../pure/source.ts';

export type PersonActor = Extract<Actor, { kind: 'person' }>;

export interface BillingDeps {
  readonly config: Config;
  readonly db: Database;
  readonly log: Log;
  readonly source: BillSource;
  /** Whose request it is. @throws Problem not-signed-in. Needed for the subscriber's routes only. */
  readonly person?: (request: FastifyRequest) => Promise<PersonActor>;
  /** Who works at the office. Needed for the office's routes only. */
  readonly staff?: BillingStaff;
  /** Hands an invoice over (letter, Peppol). May be called again for one it was called for before the process died. Absent: invoices are there to be fetched. */
  readonly deliver?: (invoice: Invoice) => Promise<void>;
  /** Queues the letter of a step in the step's own transaction. Absent: steps are only booked, and somebody else writes. */
  readonly remind?: (ctx: Transaction, letter: LetterRef) => Promise<void>;
  /** Notes, in the same transaction, that a cap stopped something: a decision taken without a human. Amounts in öre. */
  readonly stopped?: (ctx: Transaction, stop: CapStop) => Promise<void>;
}

export interface CapStop {
  readonly customer: string;
  readonly grantedOre: bigint;
  readonly usedOre: bigint;
  readonly heldOre: bigint;
  readonly askedOre: bigint;
}

/** The letter of a step, by ids: what it says is read when it is written. */
export interface LetterRef {
  readonly customer: string;
  readonly invoice: string;
  readonly step: 'reminder' | 'collection';
}

/** What the acts share. */
export interface House {
  readonly config: Config;
  readonly db: Database;
  readonly log: Log;
  readonly source: BillSource;
  readonly seller: Seller;
  readonly ctx: Ctx;
  readonly deliver: BillingDeps['deliver'];
  readonly remind: BillingDeps['remind'];
  readonly stopped: BillingDeps['stopped'];
  /** Today in the operator's zone. */
  today(): string;
  now(): string;
}

export function houseOf({ config, db, log, source, deliver, remind, stopped }: BillingDeps): House {
  // sv-SE writes dates as ISO does.
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: config.timeZone, dateStyle: 'short' });
  return {
    config,
    db,
    log,
    source,
    seller: sellerOf(config),
    ctx: { db, actor: system('billing') },
    deliver,
    remind,
    stopped,
    today: () => day.format(new Date(db.clock.now())),
    now: () => new Date(db.clock.now()).toISOString(),
  };
}

/** The controller as the one who sends the invoices. Numbers with wrong check digits are kept as they are configured: every draft is then refused with the reason, and nothing else of the product stops. */
export function sellerOf({ controller, bankgiro }: Config): Seller {
  const organisation = readOrganisation(controller.number) ?? controller.number;
  return {
    name: controller.name,
    organisation,
    vatNumber: vatNumberOf(organisation),
    address: addressOf(controller.address),
    email: controller.email,
    bankgiro: readBankgiro(bankgiro) ?? bankgiro,
  };
}

/** `Smedjegatan 22, 352 46 Växjö` */
function addressOf(text: string): Address {
  const found = /^(.*?),\s*(\d{3}\s?\d{2})\s+(.+)$/.exec(text);
  return found
    ? { street: found[1]!, postalCode: found[2]!, city: found[3]!, country: 'SE' }
    : { street: text, postalCode: '', city: '', country: 'SE' };
}
