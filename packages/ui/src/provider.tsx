import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { LiveRegions } from './announce.tsx';
import { useShortcuts } from './keys/shortcuts.ts';
import { LinkProvider, type RenderLink } from './link.tsx';
import { LookProvider, type LookProviderProps } from './look/look.tsx';
import { fetchIcons } from './icon.tsx';
import { Toasts } from './toast.tsx';
import { useWords } from './words/language.tsx';
import { own } from './words/own.ts';

/** Comes half a second after a pointer at the earliest, so it need not come before the page. */
const Tips = lazy(() => import('./tips.tsx').then((part) => ({ default: part.Tips })));
const ShortcutHelp = lazy(() =>
  import('./keys/shortcut-help.tsx').then((part) => ({ default: part.ShortcutHelp })),
);

export interface UiProviderProps extends LookProviderProps {
  /** Draws links with the app's router. Plain anchors when absent. */
  readonly renderLink?: RenderLink | undefined;
}

/** Everything the parts need around them: look, language, links, tooltip, toasts, live regions and the list of keys under «?». */
export function UiProvider({ renderLink, children, ...look }: UiProviderProps) {
  const inside = (
    <>
      {children}
      <Furniture />
    </>
  );
  return (
    <LookProvider {...look}>
      {renderLink === undefined ? inside : <LinkProvider renderLink={renderLink}>{inside}</LinkProvider>}
    </LookProvider>
  );
}

function Furniture(): ReactNode {
  const words = useWords(own);
  const [help, setHelp] = useState(false);
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), 300);
    return () => clearTimeout(timer);
  }, []);
  useEffect(() => {
    if (settled) void fetchIcons();
  }, [settled]);
  useShortcuts([{ keys: '?', label: words.shortcuts, run: () => setHelp(true) }]);
  return (
    <>
      {settled ? (
        <Suspense>
          <Tips />
        </Suspense>
      ) : null}
      <Toasts />
      <LiveRegions />
      {help ? (
        <Suspense>
          <ShortcutHelp open onClose={() => setHelp(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
