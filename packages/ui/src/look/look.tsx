import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { setSingleKeys } from '../keys/shortcuts.ts';
import type { Language } from '../words/create-words.ts';
import { LanguageProvider, preferredLanguage } from '../words/language.tsx';

/** How one person wants Telink to look and speak. Holds nothing about them. */
export interface Look {
  readonly language: Language;
  readonly theme: 'system' | 'light' | 'dark';
  readonly density: 'comfortable' | 'compact';
  readonly contrast: 'system' | 'more' | 'normal';
  /** Whether keys without Ctrl, ⌘ or Alt do anything (WCAG 2.1.4). */
  readonly keys: 'on' | 'off';
}

/** Where the look is kept between visits. The app decides; no cookie is involved. */
export interface LookStore {
  read(): Partial<Look>;
  write(look: Look): void;
}

const choices: { readonly [K in keyof Look]: readonly Look[K][] } = {
  language: ['sv', 'en'],
  theme: ['system', 'light', 'dark'],
  density: ['comfortable', 'compact'],
  contrast: ['system', 'more', 'normal'],
  keys: ['on', 'off'],
};

/** What of a stored text is a look; anything else in it is dropped. */
export function parseLook(text: string | null): Partial<Look> {
  let stored: unknown;
  try {
    stored = JSON.parse(text ?? '{}');
  } catch {
    return {};
  }
  if (typeof stored !== 'object' || stored === null) return {};
  const known = Object.entries(stored).filter(
    ([key, value]) => (choices as Record<string, readonly unknown[]>)[key]?.includes(value) === true,
  );
  return Object.fromEntries(known) as Partial<Look>;
}

/** Keeps the look in this browser under one name. A browser that refuses keeps nothing and nothing breaks. */
export function browserLook(name = 'telink.look'): LookStore {
  return {
    read() {
      try {
        return parseLook(localStorage.getItem(name));
      } catch {
        return {};
      }
    },
    write(look) {
      try {
        localStorage.setItem(name, JSON.stringify(look));
      } catch {
        // Private windows and full disks: the choice lasts as long as the page.
      }
    },
  };
}

/** Puts a look on the page. Called before the first paint as well, so that nothing flashes. */
export function applyLook(look: Look): void {
  const root = document.documentElement;
  root.lang = look.language;
  const set = (name: string, value: string | undefined) =>
    value === undefined ? root.removeAttribute(name) : root.setAttribute(name, value);
  set('data-theme', look.theme === 'system' ? undefined : look.theme);
  set('data-density', look.density === 'comfortable' ? undefined : look.density);
  set('data-contrast', look.contrast === 'system' ? undefined : look.contrast);
  setSingleKeys(look.keys === 'on');
}

interface Looking {
  readonly look: Look;
  readonly change: (part: Partial<Look>) => void;
}

const Looks = createContext<Looking | undefined>(undefined);

export interface LookProviderProps {
  readonly store?: LookStore | undefined;
  /** What this app starts from: the office is compact. */
  readonly defaults?: Partial<Look> | undefined;
  readonly timeZone?: string | undefined;
  readonly children: ReactNode;
}

/** Language, theme, density, contrast and keys for everything inside. */
export function LookProvider({ store, defaults, timeZone, children }: LookProviderProps) {
  const [look, setLook] = useState<Look>(() => {
    const first: Look = {
      language: preferredLanguage(navigator.languages),
      theme: 'system',
      density: 'comfortable',
      contrast: 'system',
      keys: 'on',
      ...defaults,
      ...store?.read(),
    };
    applyLook(first);
    return first;
  });
  useEffect(() => applyLook(look), [look]);
  const looking = useMemo(
    () => ({
      look,
      change(part: Partial<Look>) {
        const next = { ...look, ...part };
        setLook(next);
        store?.write(next);
      },
    }),
    [look, store],
  );
  return (
    <Looks value={looking}>
      <LanguageProvider
        language={look.language}
        onChange={(language) => looking.change({ language })}
        timeZone={timeZone}
      >
        {children}
      </LanguageProvider>
    </Looks>
  );
}

/** The look in force and a way to change parts of it. */
export function useLook(): Looking {
  const looking = use(Looks);
  if (looking === undefined) throw new Error('useLook stands outside UiProvider');
  return looking;
}

export function useTheme(): {
  readonly theme: Look['theme'];
  readonly setTheme: (theme: Look['theme']) => void;
} {
  const { look, change } = useLook();
  return { theme: look.theme, setTheme: (theme) => change({ theme }) };
}
