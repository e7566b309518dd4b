import { insert, read, transact, update, type Ctx } from '#platform/db';
import { balance as balanceTable, reservation as reservationTable } from '../data-map.ts';
import {
  available,
  commit,
  release,
  reserve,
  warns,
  type Balance,
  type Charged,
  type Reservation,
} from '../pure/charging.ts';
import type { House } from './house.ts';

export interface ChargingRequest {
  readonly op: 'reserve' | 'commit' | 'release';
  readonly customer: string;
  readonly balance: string;
  /** The switch's name of the call's piece: the same request again is answered again and does nothing. */
  readonly key: string;
  /** For reserve and commit. */
  readonly ore?: bigint;
}

export interface ChargingAnswer {
  readonly granted: boolean;
  readonly reason?:
    | Extract<Charged, { ok: false }>['reason']
    | 'no-such-balance'
    | 'no-such-reservation'
    | 'other-amount';
  readonly availableOre: bigint;
  /** 80 % of a cap is used or held. */
  readonly warning: boolean;
}

/** A reservation that is neither used nor let go is free again after this: the call has long ended. */
const LIFE_MS = 4 * 3_600_000;

/** One step of charging while it goes on, on the locked row of the balance: two switches at once take turns, and nothing is debited twice. */
export async function authorize(house: House, request: ChargingRequest): Promise<ChargingAnswer> {
  return transact(house.ctx, async (ctx) => {
    const where = { customer_id: request.customer, balance_id: request.balance };
    const [row] = await read(
      ctx,
      'deliver_contract',
      balanceTable,
      ['kind', 'granted_ore', 'used_ore', 'held_ore'],
      {
        where,
        forUpdate: true,
      },
    );
    if (!row) return { granted: false, reason: 'no-such-balance', availableOre: 0n, warning: false };
    let balance: Balance = {
      kind: row.kind,
      grantedOre: row.granted_ore,
      usedOre: row.used_ore,
      heldOre: row.held_ore,
    };
    const [known] = await read(
      ctx,
      'deliver_contract',
      reservationTable,
      ['state', 'held_ore', 'committed_ore'],
      { where: { ...where, reservation_key: request.key } },
    );
    const answer = (so: Balance, reason?: ChargingAnswer['reason']): ChargingAnswer => ({
      granted: reason === undefined,
      ...(reason === undefined ? {} : { reason }),
      availableOre: available(so),
      warning: warns(so),
    });
    const ore = request.ore ?? 0n;
    if (request.op === 'reserve') {
      if (known)
        return answer(balance, known.held_ore === ore && known.state === 'held' ? undefined : 'other-amount');
      let held = reserve(balance, ore);
      if (!held.ok && held.reason === 'insufficient') {
        balance = await freeExpired(house, ctx, where, balance);
        held = reserve(balance, ore);
      }
      if (!held.ok) {
        if (held.reason === 'insufficient' && balance.kind === 'cap')
          await house.stopped?.(ctx, {
            customer: request.customer,
            grantedOre: balance.grantedOre,
            usedOre: balance.usedOre,
            heldOre: balance.heldOre,
            askedOre: ore,
          });
        return answer(balance, held.reason);
      }
      await insert(ctx, reservationTable, {
        ...where,
        reservation_key: request.key,
        state: 'held',
        held_ore: ore,
        committed_ore: 0n,
        expires_at: new Date(house.db.clock.now() + LIFE_MS).toISOString(),
      });
      await keep(house, ctx, where, held.balance);
      return answer(held.balance);
    }
    if (!known) return answer(balance, 'no-such-reservation');
    const reservation: Reservation = {
      state: known.state,
      heldOre: known.held_ore,
      committedOre: known.committed_ore,
    };
    const done = request.op === 'commit' ? commit(balance, reservation, ore) : release(balance, reservation);
    if (!done.ok) return answer(balance, done.reason);
    if (done.reservation !== reservation) {
      await update(
        ctx,
        reservationTable,
        { state: done.reservation.state, committed_ore: done.reservation.committedOre },
        { ...where, reservation_key: request.key },
      );
      await keep(house, ctx, where, done.balance);
    }
    return answer(done.balance);
  });
}

interface Place {
  readonly customer_id: string;
  readonly balance_id: string;
}

async function keep(house: House, ctx: Ctx, where: Place, { usedOre, heldOre }: Balance): Promise<void> {
  await update(ctx, balanceTable, { used_ore: usedOre, held_ore: heldOre, changed_at: house.now() }, where);
}

/** Lets go of what has been held too long, when room is short. The balance's row is locked. */
async function freeExpired(house: House, ctx: Ctx, where: Place, balance: Balance): Promise<Balance> {
  const old = await read(ctx, 'deliver_contract', reservationTable, ['reservation_key', 'held_ore'], {
    where: { ...where, state: 'held', expires_at: { below: house.now() } },
  });
  let so = balance;
  for (const { reservation_key, held_ore } of old) {
    const freed = release(so, { state: 'held', heldOre: held_ore, committedOre: 0n });
    if (!freed.ok) continue;
    so = freed.balance;
    await update(ctx, reservationTable, { state: 'released' }, { ...where, reservation_key });
  }
  if (so !== balance) await keep(house, ctx, where, so);
  return so;
}

/** Opens a balance, or grants more (a top-up, a raised cap). @returns what is granted in all. */
export async function grant(
  house: House,
  given: {
    readonly customer: string;
    readonly balance: string;
    readonly kind: Balance['kind'];
    readonly ore: bigint;
  },
): Promise<bigint> {
  return transact(house.ctx, async (ctx) => {
    const where = { customer_id: given.customer, balance_id: given.balance };
    await insert(
      ctx,
      balanceTable,
      { ...where, kind: given.kind, granted_ore: 0n, used_ore: 0n, held_ore: 0n, changed_at: house.now() },
      { onConflict: 'ignore' },
    );
    const [row] = await read(ctx, 'deliver_contract', balanceTable, ['granted_ore'], {
      where,
      forUpdate: true,
    });
    const granted = (row?.granted_ore ?? 0n) + given.ore;
    await update(ctx, balanceTable, { granted_ore: granted, changed_at: house.now() }, where);
    return granted;
  });
}
