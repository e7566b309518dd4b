import { cx, useFormat, useWords } from '@telink/ui';
import type { RequestItem } from '#contract/privacy';
import css from './requests.module.css';
import { dateOf } from './say.ts';
import { words } from './words.ts';

/** Three days on a line: asked, our aim, the law's limit. Filled as far as time has gone. */
export function Track({ request, today }: { readonly request: RequestItem; readonly today: string }) {
  const said = useWords(words);
  const format = useFormat();
  const steps = [
    { key: 'asked', at: new Date(request.receivedAt), gone: true },
    { key: 'target', at: dateOf(request.target), gone: today >= request.target },
    { key: 'latest', at: dateOf(request.latest), gone: today >= request.latest },
  ] as const;
  return (
    <ol className={css['track']}>
      {steps.map(({ key, at, gone }) => (
        <li key={key} className={cx(gone && css['gone'])}>
          <b>{format.shortDate(at)}</b>
          {said.track[key]}
        </li>
      ))}
    </ol>
  );
}
