import { Banner, Link, useFormat, useWords, LinkButton } from '@telink/ui';
import type { DisconnectAnswer } from '../contract.ts';
import { OUTCOMES, type Outcome } from '../pure/places.ts';
import css from './accounts.module.css';
import { words } from './words.ts';

/** What the journey to the provider came to, from the address; then the address is made clean, so that a reload does not repeat it. */
export function takeOutcome(): Outcome | null {
  const given = new URLSearchParams(location.search).get('outcome');
  const outcome = OUTCOMES.find((each) => each === given) ?? null;
  if (given !== null) history.replaceState(history.state, '', location.pathname);
  return outcome;
}

const kinds = {
  connected: 'plain',
  updated: 'plain',
  partial: 'warn',
  refused: 'plain',
  'pending-admin': 'warn',
  blocked: 'danger',
  expired: 'warn',
  mismatch: 'danger',
  'other-person': 'danger',
  'provider-down': 'warn',
  'signed-out': 'warn',
} as const;

export function OutcomeBanner({ outcome }: { readonly outcome: Outcome }) {
  const said = useWords(words);
  const { fact, rest } = said.outcome[outcome];
  const well = outcome === 'connected' || outcome === 'updated';
  return (
    <Banner
      kind={kinds[outcome]}
      role="status"
      {...(well ? { icon: 'circle-check' as const } : {})}
      fact={fact}
      acts={
        well ? (
          <LinkButton href="/mejl" size="small" kind="primary">
            {said.openMail}
          </LinkButton>
        ) : undefined
      }
    >
      {rest}
    </Banner>
  );
}

/** After disconnecting: what is gone, and, without claiming more, what is left at the provider. */
export function DisconnectedBanner({
  answer,
  waited,
}: {
  readonly answer: DisconnectAnswer;
  readonly waited: boolean;
}) {
  const said = useWords(words);
  const format = useFormat();
  if (waited) return <Banner kind="plain" icon="circle-check" role="status" fact={said.done.waiting} />;
  const [work, own] = answer.consentPages;
  return (
    <Banner kind="plain" icon="circle-check" role="status" fact={said.done.fact} className={css['done']}>
      {said.done.rest}{' '}
      {answer.tokenLivesUntil === null
        ? null
        : said.done.alive(format.time(Date.parse(answer.tokenLivesUntil)))}{' '}
      {said.done.there}{' '}
      {work === undefined ? null : (
        <Link external href={work}>
          {said.done.work}
        </Link>
      )}
      {own === undefined ? null : (
        <>
          {', '}
          <Link external href={own}>
            {said.done.private}
          </Link>
        </>
      )}
      {'.'}
    </Banner>
  );
}
