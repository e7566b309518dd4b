import { Button, Logo, useLanguage, useWords } from '@telink/ui';
import { useEffect, useRef, type ReactNode } from 'react';
import css from './front.module.css';
import { words } from './words.ts';

/** The frame of what stands before the session: mark, language, one narrow column, the policy. */
export function Front({
  title,
  lead,
  focus = true,
  children,
}: {
  readonly title: string;
  readonly lead?: ReactNode | undefined;
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
  // The app's host leads on to the shop's, where the public pages stand.
  const policy = language === 'sv' ? '/integritetspolicy' : '/en/privacy-policy';
  return (
    <div className={css['front']}>
      <header className={css['top']}>
        <Logo />
        <Button
          kind="quiet"
          size="small"
          lang={language === 'sv' ? 'en' : 'sv'}
          onClick={() => setLanguage(language === 'sv' ? 'en' : 'sv')}
        >
          {said.otherLanguage}
        </Button>
      </header>
      <main className={css['box']}>
        <div className={css['head']}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead === undefined ? null : <p>{lead}</p>}
        </div>
        {children}
      </main>
      <footer className={css['foot']}>
        <a href={policy}>{said.policy}</a>
        <a href={`${policy}#cookie`}>{said.whatWeStore}</a>
      </footer>
    </div>
  );
}
