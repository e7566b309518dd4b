import { customer } from '#data-map/customers';
import { randomId } from '#platform/crypto';
import { update } from '#platform/db';
import { judge } from './judge.ts';
import type { Fault } from './columns.ts';
import type { Book, KnownCustomer } from './known.ts';
import type { Pending } from './pending.ts';
import { takePerson } from './take-person.ts';
import { takeService } from './take-service.ts';
import type { ImportRow } from './understand.ts';

export type Outcome = 'created' | 'changed' | 'same';

export interface Taking {
  readonly book: Book;
  readonly pending: Pending;
  /** ISO time, and the day it is in `zone`. */
  readonly now: string;
  readonly today: string;
  readonly zone: string;
}

/** A person who is to have a sign-in. */
export interface Login {
  readonly line: number;
  readonly customer: string;
  readonly person: string;
  /** Chosen, or undefined for a random one. */
  readonly userId: string | undefined;
}

/** Takes a line into the book and what waits to be written, whole or not at all. */
export function take(
  taking: Taking,
  row: ImportRow,
): { readonly outcome: Outcome; readonly login?: Login } | { readonly fault: Fault } {
  const wrong = judge(taking.book, row, taking.today, taking.zone);
  if (wrong !== undefined) return { fault: wrong };
  const [first, known] = takeCustomer(taking, row.customer);
  const outcomes = [
    first,
    ...(row.person === undefined ? [] : [takePerson(taking, known, row.person)]),
    ...(row.service === undefined ? [] : [takeService(taking, known, row.service, row.person)]),
  ];
  const outcome = outcomes.includes('created')
    ? 'created'
    : outcomes.includes('changed')
      ? 'changed'
      : 'same';
  const wish = row.person?.login;
  const person = row.person === undefined ? undefined : known.people.get(row.person.ref);
  if (wish === undefined || person === undefined || wish === 'no') return { outcome };
  return {
    outcome,
    login: {
      line: row.line,
      customer: known.id,
      person: person.id,
      userId: wish === 'yes' ? undefined : wish,
    },
  };
}

function takeCustomer(taking: Taking, told: ImportRow['customer']): [Outcome, KnownCustomer] {
  const known = taking.book.customers.get(told.ref);
  if (known === undefined) return ['created', newCustomer(taking, told)];
  const name = told.name ?? known.name;
  const number = told.number ?? known.number;
  const contractEnd = told.contractEnd ?? known.contractEnd;
  if (name === known.name && number === known.number && contractEnd === known.contractEnd)
    return ['same', known];
  Object.assign(known, { name, number, contractEnd });
  const over = contractEnd !== null && contractEnd < taking.today;
  taking.pending.changes.push((ctx) =>
    update(
      ctx,
      customer,
      { name, number, contract_end: contractEnd, source: 'import', ...(over ? { state: 'ended' } : {}) },
      { customer_id: known.id },
    ),
  );
  return ['changed', known];
}

function newCustomer(taking: Taking, told: ImportRow['customer']): KnownCustomer {
  const known: KnownCustomer = {
    id: randomId(),
    kind: told.kind ?? 'person',
    name: told.name ?? '',
    number: told.number ?? null,
    contractEnd: told.contractEnd ?? null,
    people: new Map(),
    services: new Map(),
  };
  taking.book.customers.set(told.ref, known);
  taking.pending.customers.push({
    customer_id: known.id,
    kind: known.kind,
    name: known.name,
    number: known.number,
    state: known.contractEnd !== null && known.contractEnd < taking.today ? 'ended' : 'active',
    contract_start: told.contractStart ?? taking.today,
    contract_end: known.contractEnd,
    source: 'import',
    verified_at: null,
    external_ref: told.ref,
    created_at: taking.now,
  });
  return known;
}
