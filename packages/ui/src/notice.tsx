import { useEffect, useState, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-data.ts';
import css from './notice.module.css';
import { useWords } from './words/language.tsx';
import { own } from './words/own.ts';

export interface BannerProps {
  readonly kind?: 'plain' | 'warn' | 'danger' | 'explain' | undefined;
  readonly icon?: IconName | undefined;
  /** One fact, with its full stop. */
  readonly fact: ReactNode;
  /** One consequence. */
  readonly children?: ReactNode | undefined;
  /** At most two small buttons. */
  readonly acts?: ReactNode | undefined;
  /** Told to assistive technology when it appears: `alert` breaks in. */
  readonly role?: 'status' | 'alert' | undefined;
  readonly className?: string | undefined;
}

const bannerIcons = { plain: 'info', warn: 'triangle-alert', danger: 'circle-x', explain: 'info' } as const;

export function Banner({ kind = 'plain', icon, fact, children, acts, role, className }: BannerProps) {
  return (
    <div className={cx(css['banner'], kind !== 'plain' && css[kind], className)} role={role}>
      <Icon name={icon ?? bannerIcons[kind]} size="s" />
      <span className={css['text']}>
        <b>{fact}</b>
        {children === undefined ? null : <> {children}</>}
      </span>
      {acts === undefined ? null : <span className={css['acts']}>{acts}</span>}
    </div>
  );
}

/** Nothing here: one sentence, one act. */
export function Empty({
  icon,
  children,
  act,
}: {
  readonly icon: IconName;
  readonly children: ReactNode;
  readonly act?: ReactNode | undefined;
}) {
  return (
    <div className={css['nothing']}>
      <Icon name={icon} />
      <p>{children}</p>
      {act}
    </div>
  );
}

/** What happened, what is safe, and another try; stands where the thing would have been. */
export function ErrorNote({
  title,
  children,
  onRetry,
  retrying = false,
}: {
  readonly title: ReactNode;
  readonly children?: ReactNode | undefined;
  readonly onRetry?: (() => void) | undefined;
  readonly retrying?: boolean | undefined;
}) {
  const words = useWords(own);
  return (
    <div className={css['error']} role="alert">
      <Icon name="triangle-alert" />
      <div className={css['errorText']}>
        <b>{title}</b>
        {children === undefined ? null : <p>{children}</p>}
        {onRetry === undefined ? null : (
          <Button size="small" icon="rotate-ccw" busy={retrying} onClick={onRetry}>
            {words.retry}
          </Button>
        )}
      </div>
    </div>
  );
}

/** True once `milliseconds` have gone: what is ready before that shows no loading at all. */
export function useLate(milliseconds = 150): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return late;
}

/** Rows at their final height; invisible for the first 150 ms. `label` is read out. */
export function Skeleton({
  rows = 1,
  kind = 'line',
  label,
}: {
  readonly rows?: number | undefined;
  readonly kind?: 'line' | 'mail' | 'table' | 'block' | undefined;
  readonly label: string;
}) {
  const late = useLate();
  return (
    <div role="status" className={cx(css['skeleton'], css[kind], !late && css['early'])}>
      <span className={css['spoken']}>{late ? label : ''}</span>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={css['bone']} aria-hidden="true">
          <i />
          <i />
          {kind === 'mail' ? <i /> : null}
        </div>
      ))}
    </div>
  );
}
