import type { ErasureLine, ErasureReceipt } from '#contract/privacy';
import { FIELD_WORDS } from '#modules/site';
import type { Language } from '#platform/problem';
import type { Erasure } from './ledger.ts';
import type { PlanLine } from './plan.ts';
import { TABLE_WORDS } from './text.tables.ts';

const said = (
  words: Readonly<Record<string, readonly [string, string]>>,
  key: string,
  language: Language,
): string => words[key]?.[language === 'sv' ? 0 : 1] ?? key;

/** Lines of a plan or a receipt in the reader's language. A field that two columns hold is named once. */
export const linesIn = (lines: readonly PlanLine[], language: Language): ErasureLine[] =>
  lines.map((line) => ({
    table: line.table,
    what: said(TABLE_WORDS, line.table, language),
    rows: line.rows,
    act: line.act,
    ground: line.ground ?? null,
    until: line.until ?? null,
    fields: line.fields.map(({ column, act }) => ({ what: said(FIELD_WORDS, column, language), act })),
  }));

export const receiptOf = (erasure: Erasure, language: Language): ErasureReceipt => ({
  id: erasure.id,
  state: erasure.state,
  askedAt: erasure.askedAt,
  doneAt: erasure.doneAt,
  lines: linesIn(erasure.receipt.lines, language),
  waits: [...erasure.waits],
});
