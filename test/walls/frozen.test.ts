import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Field } from '#platform/data-map';
import { dataMaps } from '../../apps/server/data-map.ts';
import { readGraph, root } from './graph.ts';

/**
 * Statements of a slice's own that read tables about people. Whatever goes through `read` and `openRows` leaves out what is frozen by itself;
 * these must say it (`frozenSql`), or stand here with why nothing frozen leaves by them.
 */
const REASONS: Readonly<Record<string, string>> = {
  'modules/billing/server/books.ts':
    'Bookkeeping: balances of accounts and entries by name; amounts alone (BFL 7 kap. 2 §).',
  'modules/billing/server/draft-run.ts': 'Deletes drafts of those who are no longer billed; returns nothing.',
  'modules/billing/server/invariants.ts': 'Bookkeeping: counts of what does not add up, nothing of anybody.',
  'modules/billing/server/payments-office.ts':
    'Bookkeeping: payments that came in, amounts and random ids; the payer is opened through read.',
  'modules/billing/server/post-run.ts':
    'Marks drafts as posted and counts them; the drafts themselves come through read.',
  'modules/billing/server/run-office.ts': 'A count and a sum of drafts; whoever is frozen has none.',
  'modules/customers/server/contract.ts': 'The fact of an ended contract, asked by the gate itself.',
  'modules/privacy/server/erase/bill-run.ts':
    'Whether bills of a month are being made; a month, nothing of anybody.',
  'modules/privacy/server/erase/books.ts':
    'Deletes whole years of books, unless something there is frozen or held; returns counts.',
  'modules/privacy/server/erase/destroy.ts':
    'Deletes what the plan says goes; what is frozen stands there among what stays. Returns counts.',
  'modules/privacy/server/erase/holds.ts':
    'Whose a hold is, and takes away what was held; rows come through read.',
  'modules/privacy/server/erase/plan.ts':
    'Counts what an erasure would take, with what is frozen among what stays.',
  'modules/privacy/server/erase/reconcile.ts': 'Ids of everybody, held against the ledger of erasures.',
  'modules/privacy/server/incident/staff-read.ts':
    'Whom an incident concerned: ids from the log, to tell them (Art. 34).',
  'modules/privacy/server/requests/look-up.ts':
    'Counts of requests for everybody to see; a right is never frozen (Art. 18.2).',
  'modules/privacy/server/requests/sweep.ts':
    'Deletes requests whose time is over, and counts those that are late.',
  'modules/privacy/server/restrict/in-force.ts': 'What is frozen, asked by the gate itself.',
  'modules/traffic/server/balances.ts':
    'What is left of an allowance while a record is stored: storing is left (Art. 18.2).',
  'modules/traffic/server/checks.ts': 'Counts that must always hold, nothing of anybody.',
  'modules/traffic/server/correct.ts':
    'A switch takes its own record back or corrects it: what is stored, not who used it.',
  'modules/traffic/server/deadlines.ts': 'Writes ends of records; returns how many.',
  'modules/traffic/server/mediation.ts':
    'Sums over files and days of everybody, to count that nothing was lost on the way to the store.',
  'modules/traffic/server/own-choices.ts':
    'Deletes choices whose record is gone, and a lock; rows come through read.',
  'modules/traffic/server/rerate.ts':
    'Names customers with records in a month; the records come through openRows.',
  'modules/traffic/server/retention.ts': 'How many records are erased on which day: counts over everybody.',
  'modules/traffic/server/stored-already.ts':
    'Stores records and refuses those it has: storing is left (Art. 18.2).',
  'platform/audit/chain.ts': 'Appends to the chain; reads its last hash.',
  'platform/audit/decisions.ts': 'What was decided on a request, for the person’s own complaint.',
  'platform/audit/looks.ts': 'Who among staff looked at a person: their own right to know (Art. 15.1).',
  'platform/audit/verify.ts': 'Holds every entry of the chain against its hash; tells whether it holds.',
};

const personal = dataMaps
  .flatMap(({ tables }) => tables)
  .filter(
    (table) =>
      (table.isolate !== undefined || table.reach?.some((reach) => 'person' in reach) === true) &&
      Object.values(table.columns as Record<string, Field>).some((field) => field.personal),
  )
  .map(({ name }) => name);

const readsPeople = (text: string): boolean =>
  /queryOf\(|\bquery\(|pool\.query/.test(text) &&
  (personal.some((name) =>
    new RegExp(`(FROM|JOIN|UPDATE|INTO|USING)\\s+${name.replace('.', '\\.')}\\b`).test(text),
  ) ||
    /FROM \$\{(place|partitionOf)/.test(text));

const files = [...readGraph(['modules', 'platform', 'apps']).imports.keys()].filter(
  (file) => file.endsWith('.ts') && !/\.test\.ts$|^apps\/server\/demo/.test(file),
);

test('every statement of a slice’s own over tables about people leaves out what is frozen, or says why it may not', () => {
  const found = files.filter((file) => readsPeople(readFileSync(join(root, file), 'utf8')));
  const open = found.filter((file) => !readFileSync(join(root, file), 'utf8').includes('frozenSql('));
  expect(found.length).toBeGreaterThan(10);
  expect(open.toSorted()).toEqual(Object.keys(REASONS).toSorted());
});

test('a statement that says neither is seen', () => {
  expect(readsPeople("await queryOf(ctx)('SELECT name FROM customers.person', [])")).toBe(true);
});
