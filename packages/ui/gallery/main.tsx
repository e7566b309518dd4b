import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { browserLook, UiProvider, useShortcuts, undoToast } from '@telink/ui';

const views = {
  parts: lazy(() => import('./parts.view.tsx')),
  mail: lazy(() => import('./mail.view.tsx')),
  privacy: lazy(() => import('./privacy.view.tsx')),
  office: lazy(() => import('./office.view.tsx')),
  heavy: lazy(() => import('./heavy.view.tsx')),
};

function Gallery() {
  useShortcuts([{ keys: 'z', label: 'Ångra', run: () => void undoToast() }]);
  const name = new URLSearchParams(location.search).get('view');
  const View = Object.entries(views).find(([key]) => key === name)?.[1] ?? views.parts;
  return (
    <Suspense>
      <View />
    </Suspense>
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root');
createRoot(root).render(
  <StrictMode>
    <UiProvider store={browserLook()} timeZone="Europe/Stockholm">
      <Gallery />
    </UiProvider>
  </StrictMode>,
);
