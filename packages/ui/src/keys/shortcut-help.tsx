import { Dialog } from '../dialog.tsx';
import { Kbd } from '../kbd.tsx';
import { VisuallyHidden } from '../visually-hidden.tsx';
import { useWords } from '../words/language.tsx';
import { own } from '../words/own.ts';
import css from './shortcut-help.module.css';
import { printedKeys } from './match.ts';
import { isApple, useShortcutList, type Shortcut } from './shortcuts.ts';

/** Every key in force on this screen, by group. */
export function ShortcutHelp({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const words = useWords(own);
  const groups = new Map<string, Shortcut[]>();
  const seen = new Set<string>();
  // The one mounted last holds a key; what it hides is not listed.
  for (const shortcut of useShortcutList().toReversed()) {
    if (shortcut.hidden === true || seen.has(shortcut.keys)) continue;
    seen.add(shortcut.keys);
    const group = shortcut.group ?? words.shortcutsOther;
    groups.set(group, [shortcut, ...(groups.get(group) ?? [])]);
  }
  return (
    <Dialog open={open} onClose={onClose} title={words.shortcuts} wide>
      <div className={css['groups']}>
        {[...groups].toReversed().map(([group, shortcuts]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl className={css['list']}>
              {shortcuts.map((shortcut) => (
                <div key={shortcut.keys}>
                  <dt>{shortcut.label}</dt>
                  <dd>
                    <Kbd keys={shortcut.keys} />
                    <VisuallyHidden>
                      {printedKeys(shortcut.keys, isApple())
                        .map((stroke) => stroke.join(' '))
                        .join(` ${words.nextKey} `)}
                    </VisuallyHidden>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
