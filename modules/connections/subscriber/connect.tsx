import { Button, Explain, Icon, useWords, type IconName } from '@telink/ui';
import css from './accounts.module.css';
import { FaultNote } from './fault-note.tsx';
import { useAccounts, useAct } from './provide.tsx';
import { words } from './words.ts';

/** What connecting means, on birch. */
export function WhatItMeans() {
  const said = useWords(words);
  const points: readonly (readonly [IconName, string])[] = [
    ['globe', said.what.direct],
    ['pencil-line', said.what.verbs],
    ['key-round', said.what.key],
    ['unlink', said.what.end],
  ];
  return (
    <Explain title={said.what.title}>
      <ul className={css['points']}>
        {points.map(([icon, text]) => (
          <li key={icon}>
            <Icon name={icon} size="s" />
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </Explain>
  );
}

export interface ConnectButtonProps {
  readonly label?: string | undefined;
  /** Renews that connection. */
  readonly connection?: string | undefined;
  readonly primary?: boolean | undefined;
  readonly size?: 'small' | 'large' | undefined;
}

/** Leaves for Microsoft; says in place when it can't. */
export function ConnectButton({ label, connection, primary = false, size }: ConnectButtonProps) {
  const said = useWords(words);
  const accounts = useAccounts();
  const act = useAct(accounts.connect);
  return (
    <div className={css['act']}>
      <Button kind={primary ? 'primary' : 'default'} size={size} busy={act.busy} onClick={() => void act.run(connection === undefined ? {} : { connection })}>
        {label ?? said.connect}
      </Button>
      <FaultNote code={act.fault} />
    </div>
  );
}

/** The first thing a person without an account meets, here and in the mail. */
export function ConnectStart() {
  const said = useWords(words);
  return (
    <div className={css['start']}>
      <div className={css['startHead']}>
        <Icon name="mail" size="l" />
        <h2>{said.firstTitle}</h2>
        <p>{said.first}</p>
        <ConnectButton primary size="large" />
      </div>
      <WhatItMeans />
    </div>
  );
}
