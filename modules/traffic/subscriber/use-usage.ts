import { ask } from '#session';
import { useEffect, useState } from 'react';
import type { CallList, UsageCall } from '../contract.ts';

export interface Asked<T> {
  /** The newest answer; of the address before while the next is on its way. */
  readonly value: T | undefined;
  readonly failed: boolean;
  readonly waiting: boolean;
  readonly again: () => void;
}

interface Got<T> {
  readonly key: string;
  readonly value: T | undefined;
  readonly failed: boolean;
}

/** One question to our server, asked anew when its address changes. Nothing is asked of an empty address. */
export function useAsked<T>(path: string): Asked<T> {
  const [turn, setTurn] = useState(0);
  const [got, setGot] = useState<Got<T>>({ key: '', value: undefined, failed: false });
  const key = `${turn} ${path}`;
  useEffect(() => {
    if (path === '') return undefined;
    let gone = false;
    void ask<T>('GET', path).then(
      (value) => gone || setGot({ key, value, failed: false }),
      () => gone || setGot((before) => ({ key, value: before.value, failed: true })),
    );
    return () => void (gone = true);
  }, [path, key]);
  const waiting = got.key !== key;
  return { value: got.value, failed: got.failed && !waiting, waiting, again: () => setTurn(turn + 1) };
}

/** What has been typed, once the fingers rest. */
export function useRested(typed: string): string {
  const [rested, setRested] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setRested(typed), 250);
    return () => clearTimeout(timer);
  }, [typed]);
  return rested;
}

export interface Listed extends Asked<readonly UsageCall[]> {
  readonly more: (() => void) | undefined;
  /** Changes one call where it stands. */
  readonly change: (record: string, change: Partial<UsageCall>) => void;
}

/** The list of a question, page after page. */
export function useCalls(path: string): Listed {
  const first = useAsked<CallList>(path);
  const [extra, setExtra] = useState<{ of: CallList | undefined; lists: readonly CallList[] }>({
    of: undefined,
    lists: [],
  });
  const [changes, setChanges] = useState<Readonly<Record<string, Partial<UsageCall>>>>({});
  const lists =
    first.value === undefined ? [] : [first.value, ...(extra.of === first.value ? extra.lists : [])];
  const next = lists.at(-1)?.next ?? null;
  const more = (): void => {
    if (next === null) return;
    void ask<CallList>('GET', `${path}&before=${next}`).then(
      (list) =>
        setExtra((before) => ({
          of: first.value,
          lists: [...(before.of === first.value ? before.lists : []), list],
        })),
      () => undefined,
    );
  };
  return {
    ...first,
    value:
      first.value === undefined
        ? undefined
        : lists.flatMap(({ calls }) => calls.map((call) => ({ ...call, ...changes[call.record] }))),
    more: next === null ? undefined : more,
    change: (record, change) =>
      setChanges((before) => ({ ...before, [record]: { ...before[record], ...change } })),
  };
}
