import { Button, cx, FieldError, Logo, useLanguage, useWords } from '@telink/ui';
import { useEffect, useRef, type ReactNode } from 'react';
import css from './front.module.css';
import { words } from './words.ts';

/** What stands before the office: its dark head, so that nobody takes it for a customer's page, and one column. */
export function Front({
  title,
  lead,
  wide = false,
  focus = true,
  children,
}: {
  readonly title: string;
  readonly lead?: ReactNode | undefined;
  readonly wide?: boolean;
  readonly focus?: boolean;
  readonly children: ReactNode;
}) {
  const said = useWords(words);
  const { language, setLanguage } = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Telink`;
    if (focus) heading.current?.focus({ preventScroll: true });
  }, [title, focus]);
  const other = language === 'sv' ? 'en' : 'sv';
  return (
    <div className={css['front']}>
      <header className={css['top']} data-scheme="dark">
        <Logo />
        <span className={css['place']}>{said.office}</span>
        <span className={css['end']}>
          <Button kind="quiet" size="small" lang={other} onClick={() => setLanguage(other)}>
            {said.otherLanguage}
          </Button>
        </span>
      </header>
      <main className={cx(css['box'], wide && css['wide'])}>
        <div className={css['head']}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead === undefined ? null : <p>{lead}</p>}
        </div>
        {children}
      </main>
    </div>
  );
}

/** What went wrong with a whole form; the region stands before the words do, or they are not read. */
export function ProblemLine({ children }: { readonly children: string | undefined }) {
  return (
    <div aria-live="assertive" className={css['line']}>
      {children === undefined ? null : <FieldError>{children}</FieldError>}
    </div>
  );
}
