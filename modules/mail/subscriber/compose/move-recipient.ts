import type { Draft, Person } from '../engine/types.ts';

export type Field = 'to' | 'cc' | 'bcc';

const order: readonly Field[] = ['to', 'cc', 'bcc'];

/** The field above or below, null at the ends. */
export function fieldBeside(field: Field, step: -1 | 1): Field | null {
  return order[order.indexOf(field) + step] ?? null;
}

/** Moves one recipient to the end of another field. An address that already stands there is not doubled. */
export function moveRecipient(
  draft: Pick<Draft, Field>,
  from: Field,
  index: number,
  to: Field,
): Partial<Pick<Draft, Field>> {
  const person = draft[from][index];
  if (person === undefined || from === to) return {};
  const same = (one: Person): boolean => one.address.toLowerCase() === person.address.toLowerCase();
  return {
    [from]: draft[from].filter((_, at) => at !== index),
    [to]: [...draft[to].filter((one) => !same(one)), person],
  };
}
