import { lazy, Suspense, useState } from 'react';
import { useMe } from '#session';
import { Avatar, iconButtonClass, tip, useWords } from '@telink/ui';
import { words } from './text.ts';

const MyMenu = lazy(() => import('./my-menu.tsx'));

/** The avatar at the foot of the rail. Its menu is fetched when somebody reaches for it. */
export function Me() {
  const { user } = useMe();
  const said = useWords(words);
  const [wanted, setWanted] = useState(false);
  const label = said.me(user.name);
  const plain = (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={false}
      aria-label={label}
      className={iconButtonClass()}
      {...tip(label)}
      onPointerEnter={() => setWanted(true)}
      onFocus={() => setWanted(true)}
    >
      <Avatar name={user.name} />
    </button>
  );
  if (!wanted) return plain;
  return (
    <Suspense fallback={plain}>
      <MyMenu label={label}>
        <Avatar name={user.name} />
      </MyMenu>
    </Suspense>
  );
}
