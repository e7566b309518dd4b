import { gzipSync } from 'node:zlib';
import { Encrypter } from 'age-encryption';
import { dayAt } from '#modules/customers';
import { randomId } from '#platform/crypto';
import { insert, type Ctx, type Transaction } from '#platform/db';
import { internet, telephony } from '../data-map.ts';
import { lineOf, retainedKind, type Communication, type Served } from '../pure/communication.ts';
import { goneOn, type RetainedKind } from '../pure/terms.ts';
import { obligationOf } from './obligation.ts';

export interface Conveyed {
  readonly record: Communication;
  readonly holder: Served;
}

export interface Keeper {
  /** In the transaction that stores the records themselves: both or neither. */
  keep(ctx: Transaction, conveyed: Iterable<Conveyed>): Promise<void>;
}

const TABLES = { telephony, internet } as const;
/** A zone's midnight falls on a quarter of an hour: within one the day is the same. */
const QUARTER = 900_000;

/** Whoever keeps what the law obliges the operator to retain; undefined where it does not (promise law.7). */
export async function keeperOf(ctx: Ctx): Promise<Keeper | undefined> {
  const order = await obligationOf(ctx);
  if (order === undefined) return undefined;
  const days = new Map<number, string>();
  const dayOf = (at: number): string => {
    const quarter = Math.floor(at / QUARTER);
    let day = days.get(quarter);
    if (day === undefined) days.set(quarter, (day = dayAt(at, ctx.db.timeZone)));
    return day;
  };
  return {
    async keep(inner, conveyed) {
      const today = dayAt(inner.db.clock.now(), inner.db.timeZone);
      const pieces = new Map<
        string,
        { readonly kind: RetainedKind; readonly day: string; readonly lines: string[] }
      >();
      for (const { record, holder } of conveyed) {
        const kind = retainedKind(record);
        const day = dayOf(record.start + record.seconds * 1000);
        const key = `${kind}:${day}`;
        let piece = pieces.get(key);
        if (piece === undefined) {
          // What comes after its own end is not taken up at all: its day's key is gone.
          if (goneOn(kind, day) <= today) continue;
          pieces.set(key, (piece = { kind, day, lines: [] }));
        }
        piece.lines.push(lineOf(record, holder));
      }
      for (const [key, { kind, day, lines }] of pieces)
        await insert(inner, TABLES[kind], {
          day_key: key,
          piece_id: randomId(),
          conveyed_on: day,
          records: lines.length,
          sealed_records: await sealedTo(order.recipients, lines),
        });
    },
  };
}

/** An age file (age-encryption.org/v1), gzip of JSON lines, as base64. The operator has no key that opens it. */
async function sealedTo(recipients: readonly string[], lines: readonly string[]): Promise<string> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const file = await encrypter.encrypt(gzipSync(`${lines.join('\n')}\n`));
  return Buffer.from(file).toString('base64');
}
