import { Button, Page, PageHead, SegmentLinks, useWords } from '@telink/ui';
import { useEffect, type ReactNode } from 'react';
import css from './account.module.css';
import { session } from './in-browser.ts';
import { words } from './words.ts';

/** The frame of a person's own pages: which of the two, and the way out. */
export function AccountPage({
  page,
  lead,
  children,
}: {
  readonly page: 'security' | 'preferences';
  readonly lead?: ReactNode | undefined;
  readonly children: ReactNode;
}) {
  const said = useWords(words);
  const title = said.account[page];
  useEffect(() => {
    document.title = `${title} · Telink`;
  }, [title]);
  return (
    <Page narrow>
      <PageHead title={said.account.title} lead={lead} focus>
        <SegmentLinks
          label={said.account.label}
          items={[
            { href: '/konto/sakerhet', label: said.account.security, current: page === 'security' },
            {
              href: '/konto/installningar',
              label: said.account.preferences,
              current: page === 'preferences',
            },
          ]}
        />
        <Button icon="log-out" onClick={() => void session.signOut()}>
          {said.account.signOut}
        </Button>
      </PageHead>
      <div className={css['stack']}>{children}</div>
    </Page>
  );
}
