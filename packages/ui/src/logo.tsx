import css from './logo.module.css';
import { cx } from './cx.ts';

/** Two points and the line between them. `mark` leaves the word out. */
export function Logo({
  mark = false,
  className,
}: {
  readonly mark?: boolean | undefined;
  readonly className?: string | undefined;
}) {
  return (
    <span className={cx(css['logo'], className)}>
      <svg
        viewBox="0 0 28 14"
        fill="none"
        {...(mark ? { role: 'img', 'aria-label': 'Telink' } : { 'aria-hidden': true })}
      >
        <circle cx="6.5" cy="7" r="5" fill="currentColor" />
        <path d="M11 7h7" stroke="currentColor" strokeWidth="2" />
        <circle cx="21.5" cy="7" r="4.25" stroke="currentColor" strokeWidth="2" />
      </svg>
      {mark ? null : 'telink'}
    </span>
  );
}
