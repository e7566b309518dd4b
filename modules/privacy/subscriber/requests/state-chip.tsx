import { Chip, useWords } from '@telink/ui';
import type { RequestItem } from '#contract/privacy';
import { isLate } from './say.ts';
import { words } from './words.ts';

/** Where a request stands, by word and sign. */
export function StateChip({ request, today }: { readonly request: RequestItem; readonly today: string }) {
  const said = useWords(words);
  if (isLate(request, today))
    return (
      <Chip kind="bad" icon="triangle-alert">
        {said.late}
      </Chip>
    );
  const looks = { open: 'plain', paused: 'warn', answered: 'ok', withdrawn: 'line' } as const;
  return <Chip kind={looks[request.state]}>{said.states[request.state]}</Chip>;
}
