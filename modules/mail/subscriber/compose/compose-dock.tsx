import { useEffect, useRef, useState } from 'react';
import { Banner, Icon, IconButton, showToast, useWords } from '@telink/ui';
import { composeRequests } from '../compose-seam.ts';
import { useLive } from '../use-live.ts';
import { ComposeWindowView } from './compose-window.tsx';
import { titleOf } from './draft-state.ts';
import { Leftovers } from './leftovers.tsx';
import {
  createComposeWindows,
  type ComposeAccount,
  type ComposeWindow,
  type ComposeWindows,
} from './windows.ts';
import { composeWords } from './words.ts';
import css from './compose.module.css';

/** All that is being written in this tab. Mounted once beside the mail; listens to `requestCompose`. */
export default function ComposeDock({ accounts }: { readonly accounts: readonly ComposeAccount[] }) {
  const words = useWords(composeWords);
  const asked = useLive(composeRequests);
  const known = useRef(accounts);
  const said = useRef(words);
  const [windows] = useState(() =>
    createComposeWindows({
      accounts: () => known.current,
      told: (what) => {
        if (what === 'sent') showToast({ text: said.current.sent });
      },
    }),
  );
  useEffect(() => {
    known.current = accounts;
    said.current = words;
  });
  const list = useLive(windows.list);
  const failed = useLive(windows.failed);
  const done = useRef(0);
  useEffect(() => {
    if (asked === null || asked.turn === done.current) return;
    done.current = asked.turn;
    void windows.ask(asked.request);
  }, [asked, windows]);
  useEffect(() => () => windows.clear(), [windows]);

  const drawn = list.filter((one) => !one.away);
  return (
    <div className={css['dock']}>
      {failed ? (
        <Banner kind="danger" role="alert" className={css['failed']} fact={words.openFailed}>
          {words.openFailedWhy}
        </Banner>
      ) : null}
      <Leftovers accounts={accounts} open={list} />
      {drawn.map((one) => (
        <ComposeWindowView key={one.key} window={one} windows={windows} accounts={accounts} />
      ))}
      <ul className={css['bars']} aria-label={words.windows}>
        {drawn
          .filter((one) => one.look === 'bar')
          .map((one) => (
            <Bar key={one.key} window={one} windows={windows} />
          ))}
      </ul>
    </div>
  );
}

function Bar({ window: own, windows }: { readonly window: ComposeWindow; readonly windows: ComposeWindows }) {
  const words = useWords(composeWords);
  const draft = useLive(own.compose.draft);
  const title = titleOf(draft, words);
  return (
    <li className={css['bar']}>
      <button type="button" aria-label={words.open(title)} onClick={() => windows.look(own.key, 'open')}>
        <span className={css['cut']}>{title}</span>
        <Icon name="chevron-up" size="s" />
      </button>
      <IconButton icon="x" size="small" label={words.close} onClick={() => void windows.close(own.key)} />
    </li>
  );
}
