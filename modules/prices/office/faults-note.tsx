import { Banner, useWords } from '@telink/ui';
import type { DecidedView } from '../pure/office-contract.ts';
import css from './prices.module.css';
import { words } from './words.ts';

export type Faults = Extract<DecidedView, { readonly ok: false }>['faults'];

/** What stands in the way, line by line; nothing was changed. */
export function FaultsNote({ faults }: { readonly faults: Faults }) {
  const text = useWords(words);
  return (
    <Banner kind="warn" role="alert" fact={text.faults}>
      <ul className={css['faults']}>
        {faults.slice(0, 10).map(({ document, line, reason }) => (
          <li key={`${document} ${line} ${reason}`}>{text.fault(document, String(line), reason)}</li>
        ))}
      </ul>
    </Banner>
  );
}
