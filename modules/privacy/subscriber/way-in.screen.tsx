import { Empty, Page, PageHead, Skeleton, useWords, createWords } from '@telink/ui';
import { useLocation } from '@tanstack/react-router';
import { lazy, Suspense, type ComponentType } from 'react';
import { screens as correct } from './correct/screens.ts';
import { screens as erase } from './erase/screens.ts';
import { screens as incident } from './incident/screens.ts';
import { screens as port } from './port/screens.ts';
import { screens as report } from './report/screens.ts';
import { screens as requests } from './requests/screens.ts';
import { screens as restrict } from './restrict/screens.ts';
import { partsOf, WayContext } from './way.ts';

const words = createWords({
  sv: { loading: 'Läser in', missing: 'Sidan finns inte.', missingText: 'Adressen leder ingenstans.' },
  en: { loading: 'Loading', missing: 'There is no such page.', missingText: 'The address leads nowhere.' },
});

const ways: readonly { readonly path: string; readonly Screen: ComponentType }[] = [
  ...requests,
  ...report,
  ...erase,
  ...correct,
  ...restrict,
  ...port,
  ...incident,
].map(({ path, load }) => ({ path, Screen: lazy(load) }));

/** Shows the screen whose address this is; what stands in the address after `$` is read with `useWay`. */
export default function WayIn() {
  const said = useWords(words);
  const { pathname } = useLocation();
  for (const { path, Screen } of ways) {
    const parts = partsOf(path, pathname);
    if (parts === undefined) continue;
    return (
      <WayContext value={parts}>
        <Suspense fallback={<Skeleton rows={4} label={said.loading} />}>
          <Screen key={pathname} />
        </Suspense>
      </WayContext>
    );
  }
  return (
    <Page>
      <PageHead title={said.missing} focus />
      <Empty icon="file-search">{said.missingText}</Empty>
    </Page>
  );
}
