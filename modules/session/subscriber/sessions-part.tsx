import { announce, Button, Chip, Icon, useFormat, useWords } from '@telink/ui';
import { useState } from 'react';
import type { SecurityView } from '../contract.ts';
import css from './account.module.css';
import { ask } from './call.ts';
import { deviceName, isPhone } from './device-name.ts';
import { session } from './in-browser.ts';
import { Part, type PartProps } from './part.tsx';
import { ProblemLine } from './problem-line.tsx';
import { useAct } from './use-act.ts';
import { words } from './words.ts';

type Item = SecurityView['sessions'][number];

/** Where a person is signed in, and the way out of each. */
export function SessionsPart({ view, onChanged }: PartProps) {
  const said = useWords(words);
  const text = said.security;
  const act = useAct();
  const others = view.sessions.filter((item) => !item.current);
  const end = (what: string, run: () => Promise<unknown>): Promise<boolean> =>
    act.run(async () => {
      await run();
      announce(what);
      await onChanged();
    });
  // The answer ends this session too: the browser is wiped here like at any way out.
  const everywhere = (): Promise<boolean> =>
    act.run(() => ask('POST', '/api/session/sessions/end', { which: 'all' }).then(session.ended));
  return (
    <Part title={text.sessions}>
      <p className={css['muted']}>{text.sessionsBody}</p>
      <ul className={css['rows']}>
        {view.sessions
          .toSorted((a, b) => Number(b.current) - Number(a.current))
          .map((item) => (
            <Row
              key={item.id}
              item={item}
              onEnd={() =>
                void end(text.ended(deviceName(said, item.device)), () =>
                  ask('DELETE', `/api/session/sessions/${item.id}`),
                )
              }
            />
          ))}
      </ul>
      <ProblemLine>{act.problem}</ProblemLine>
      <div className={css['acts']}>
        {others.length === 0 ? null : (
          <Button
            busy={act.busy}
            onClick={() =>
              void end(text.othersEnded, () => ask('POST', '/api/session/sessions/end', { which: 'others' }))
            }
          >
            {text.endOthers}
          </Button>
        )}
        <Button kind="danger" busy={act.busy} onClick={() => void everywhere()}>
          {text.endAll}
        </Button>
      </div>
    </Part>
  );
}

function Row({ item, onEnd }: { readonly item: Item; readonly onEnd: () => void }) {
  const said = useWords(words);
  const format = useFormat();
  const [now] = useState(() => Date.now());
  const name = deviceName(said, item.device);
  return (
    <li className={css['row']}>
      <Icon name={isPhone(item.device) ? 'smartphone' : 'monitor'} />
      <span className={css['what']}>
        <b>
          {name}
          {item.current ? <Chip>{said.security.thisOne}</Chip> : null}
        </b>
        <span>{said.security.seen(format.moment(Date.parse(item.seenAt), now))}</span>
      </span>
      {item.current ? null : (
        <Button size="small" kind="quiet" aria-label={said.security.endLabel(name)} onClick={onEnd}>
          {said.security.end}
        </Button>
      )}
    </li>
  );
}
