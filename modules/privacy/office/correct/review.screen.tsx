import { useLoaded, useOpenedAt } from '#office/staff';
import { Button, Empty, ErrorNote, Page, PageHead, Skeleton, useFormat, useWords } from '@telink/ui';
import { useState } from 'react';
import type { ReviewList } from '#contract/privacy';
import { OneReview } from './one-review.tsx';
import css from './review.module.css';
import { words } from './words.ts';

/** What waits to be looked at: kinds and times only, until a customer is opened. */
export default function ReviewScreen() {
  const said = useWords(words);
  const format = useFormat();
  const now = useOpenedAt();
  const [open, setOpen] = useState<string>();
  const { state, again } = useLoaded<ReviewList>('/api/office/privacy/corrections');
  return (
    <Page>
      <title>{`${said.title} · Telink`}</title>
      <PageHead title={said.title} lead={said.lead} focus />
      {state.status === 'loading' ? <Skeleton label={said.loading} kind="table" rows={4} /> : null}
      {state.status === 'failed' ? <ErrorNote title={said.failed} onRetry={again} /> : null}
      {state.status === 'there' && state.value.waiting.length === 0 ? (
        <Empty icon="circle-check">{said.none}</Empty>
      ) : null}
      {state.status === 'there' ? (
        <ul className={css['list']}>
          {state.value.waiting.map((each) => (
            <li key={each.id}>
              <div className={css['row']}>
                <b>{said.what[each.what]}</b>
                <span className={css['muted']}>
                  {said.columns.asked} {format.moment(new Date(each.askedAt), now)}
                </span>
                <Button
                  size="small"
                  aria-expanded={open === each.id}
                  onClick={() => setOpen(open === each.id ? undefined : each.id)}
                >
                  {said.review}
                </Button>
              </div>
              {open === each.id ? (
                <OneReview
                  waiting={each}
                  onClose={() => setOpen(undefined)}
                  onSettled={() => {
                    setOpen(undefined);
                    again();
                  }}
                />
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
    </Page>
  );
}
