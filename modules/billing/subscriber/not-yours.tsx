import { Empty, LinkButton, useWords } from '@telink/ui';
import css from './bills.module.css';
import { words } from './words.ts';

/** For who uses a service and does not pay for it (ruling R9): whom to ask. */
export function NotYours() {
  const said = useWords(words);
  return (
    <Empty icon="receipt" act={<LinkButton href="/tjanster">{said.toServices}</LinkButton>}>
      <span className={css['asked']}>{said.notYours}</span>
    </Empty>
  );
}
