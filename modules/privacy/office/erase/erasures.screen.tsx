import { useLoaded } from '#office/staff';
import {
  Banner,
  Chip,
  ErrorNote,
  LinkButton,
  Page,
  PageHead,
  Skeleton,
  useFormat,
  useLanguage,
  useWords,
} from '@telink/ui';
import type { ErasureBoard } from '#contract/privacy';
import css from './erase.module.css';
import { ErasureTable } from './erasure-table.tsx';
import { HoldTable } from './hold-table.tsx';
import { words } from './words.ts';

/** The privacy officer's board of erasures: how far each has come, what is kept back and by whom. */
export default function ErasuresScreen() {
  const said = useWords(words);
  const { language } = useLanguage();
  const { state, again } = useLoaded<ErasureBoard>(`/api/office/privacy/erasures?language=${language}`);
  return (
    <Page>
      <title>{`${said.title} · Telink`}</title>
      <PageHead title={said.title} lead={said.lead} focus>
        <LinkButton href="/kunder" icon="search">
          {said.find}
        </LinkButton>
      </PageHead>
      <div className={css['stack']}>
        {state.status === 'loading' ? <Skeleton label={said.loading} kind="table" rows={6} /> : null}
        {state.status === 'failed' ? <ErrorNote title={said.failed} onRetry={again} /> : null}
        {state.status === 'there' ? (
          <>
            <Ledger ledger={state.value.ledger} />
            <ErasureTable board={state.value} onChanged={again} />
            <HoldTable board={state.value} onChanged={again} />
          </>
        ) : null}
      </div>
    </Page>
  );
}

/** Whether nobody has touched the ledger outside the database. */
function Ledger({ ledger }: { readonly ledger: ErasureBoard['ledger'] }) {
  const { ledger: text } = useWords(words);
  const { count } = useFormat();
  return ledger.ok ? (
    <div>
      <Chip kind="ok" icon="shield-check">
        {text.ok(count(ledger.entries))}
      </Chip>
    </div>
  ) : (
    <Banner kind="danger" role="alert" fact={`${text.broken}.`}>
      {text.brokenText}
    </Banner>
  );
}
