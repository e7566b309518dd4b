import { useEffect, useState } from 'react';
import { Button, FieldError, Section, Switch, useFormat, useWords } from '@telink/ui';
import type { Live } from '../engine/types.ts';
import { useLive } from '../use-live.ts';
import { settingsWords } from './words.ts';
import css from './settings.module.css';

interface Usage {
  readonly records: number;
  readonly bytes: number;
}

/** What whoever opens the vault lets a person decide about it. */
export interface CacheControl {
  /** For the whole browser. */
  readonly on: Live<boolean>;
  readonly setOn: (on: boolean) => Promise<void>;
  /** Of this account. */
  readonly usage: () => Promise<Usage>;
  readonly clear: () => Promise<void>;
}

type Done = 'nothing' | 'working' | 'cleared' | 'off' | 'failed';

/** Whether this browser keeps mail, how much of it, and the way to be rid of it. */
export function CacheSection({ cache }: { readonly cache: CacheControl }) {
  const words = useWords(settingsWords);
  const format = useFormat();
  const on = useLive(cache.on);
  const [usage, setUsage] = useState<Usage | null>(null);
  const [done, setDone] = useState<Done>('nothing');
  useEffect(() => {
    let gone = false;
    // Asked again while the page is looked at: the engine goes on keeping.
    const look = (): void =>
      void cache.usage().then(
        (now) => gone || setUsage(now),
        () => undefined,
      );
    look();
    const timer = setInterval(look, 3000);
    return () => {
      gone = true;
      clearInterval(timer);
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- an act is followed by a look
  }, [cache, on, done]);
  const run = async (act: () => Promise<void>, then: Done): Promise<void> => {
    setDone('working');
    await act().then(
      () => setDone(then),
      () => setDone('failed'),
    );
  };
  return (
    <Section title={words.cache.title} className={css['section']}>
      <Switch
        label={words.cache.on}
        hint={words.cache.hint}
        checked={on}
        onChange={(next) => void run(() => cache.setOn(next), next ? 'nothing' : 'off')}
      />
      <div className={css['saveLine']}>
        {on ? (
          <Button busy={done === 'working'} onClick={() => void run(cache.clear, 'cleared')}>
            {words.cache.clear}
          </Button>
        ) : null}
        <span className={css['hint']}>
          {usage === null || !on
            ? ''
            : usage.records === 0
              ? words.cache.nothing
              : words.cache.usage(format.bytes(usage.bytes), format.count(usage.records))}
        </span>
        <span className={css['hint']} role="status">
          {done === 'cleared' ? words.cache.cleared : done === 'off' ? words.cache.off : ''}
        </span>
      </div>
      <div role="alert">{done === 'failed' ? <FieldError>{words.cache.failed}</FieldError> : null}</div>
    </Section>
  );
}
