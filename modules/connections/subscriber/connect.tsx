import { Banner, Button, Explain, Icon, useWords, type BannerProps, type IconName } from '@telink/ui';
import type { ReactNode } from 'react';
import css from './accounts.module.css';
import { FaultNote } from './fault-note.tsx';
import { useAccounts } from './provide.tsx';
import { useAct } from './use-accounts.ts';
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
  readonly primary?: boolean | undefined;
  readonly size?: 'small' | 'large' | undefined;
}

/** Leaves for Microsoft; says in place when it can't. */
export function ConnectButton({ label, primary = false, size }: ConnectButtonProps) {
  const said = useWords(words);
  const accounts = useAccounts();
  const act = useAct(accounts.connect);
  return (
    <div className={css['act']}>
      <Button
        kind={primary ? 'primary' : 'default'}
        size={size}
        busy={act.busy}
        onClick={() => void act.run()}
      >
        {label ?? said.connect}
      </Button>
      <FaultNote code={act.fault} />
    </div>
  );
}

export interface ConnectBannerProps extends Pick<
  BannerProps,
  'kind' | 'icon' | 'fact' | 'role' | 'children'
> {
  /** The connection to renew. */
  readonly connection: string;
  /** The verb; left out, nothing can be done here. */
  readonly label?: string | undefined;
  readonly primary?: boolean | undefined;
  /** Before the verb. */
  readonly other?: ReactNode | undefined;
}

/** How a connection stands, with the way on; why that could not be taken stands below. */
export function ConnectBanner({
  connection,
  label,
  primary = false,
  other,
  children,
  ...banner
}: ConnectBannerProps) {
  const accounts = useAccounts();
  const act = useAct(accounts.connect);
  return (
    <>
      <Banner
        {...banner}
        acts={
          <>
            {other}
            {label === undefined ? null : (
              <Button
                kind={primary ? 'primary' : 'default'}
                size="small"
                busy={act.busy}
                onClick={() => void act.run({ connection })}
              >
                {label}
              </Button>
            )}
          </>
        }
      >
        {children}
      </Banner>
      <FaultNote code={act.fault} />
    </>
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
