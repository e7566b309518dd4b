import { Banner, Button, LinkButton, useWords } from '@telink/ui';
import type { ActProblem, Connection } from '../engine/types.ts';
import { useDesk } from '../page/desk.ts';
import { useLive } from '../use-live.ts';
import { mailWords } from '../words-more.ts';
import css from './mailboxes.module.css';

/** What is said about the connection and about an act the provider refused. */
export default function StatusLines({
  connection,
  problem,
}: {
  readonly connection: Connection;
  readonly problem: ActProblem | undefined;
}) {
  const desk = useDesk();
  const words = useWords(mailWords);
  const status = useLive(desk.opened.mail.status);
  const said = words.status;
  const reconnect = `/konton?konto=${encodeURIComponent(desk.opened.account.id)}`;
  const waiting = status.waiting > 0 ? said.waiting(status.waiting) : said.offlineSafe;
  const line = (() => {
    switch (connection) {
      case 'offline':
        return (
          <Banner icon="wifi-off" fact={said.offline} role="status">
            {waiting}
          </Banner>
        );
      case 'slowed':
        return (
          <Banner icon="hourglass" fact={said.slowed} role="status">
            {said.slowedWhy}
          </Banner>
        );
      case 'needs-consent':
        return (
          <Banner
            kind="warn"
            icon="key-round"
            fact={said.needsConsent}
            role="status"
            acts={
              <LinkButton size="small" href={reconnect}>
                {said.needsConsentAct}
              </LinkButton>
            }
          >
            {said.needsConsentWhy}
          </Banner>
        );
      case 'pending-admin':
        return (
          <Banner
            kind="warn"
            icon="hourglass"
            fact={said.pendingAdmin}
            role="status"
            acts={
              <LinkButton size="small" href={reconnect}>
                {said.pendingAdminAct}
              </LinkButton>
            }
          >
            {said.pendingAdminWhy}
          </Banner>
        );
      case 'claims':
        return (
          <Banner
            kind="warn"
            icon="key-round"
            fact={said.claims}
            role="status"
            acts={
              <LinkButton size="small" href={reconnect}>
                {said.claimsAct}
              </LinkButton>
            }
          >
            {said.claimsWhy}
          </Banner>
        );
      case 'signed-out':
        return <Banner kind="warn" fact={said.signedOut} role="status" />;
      case 'closed':
        return (
          <Banner kind="warn" fact={said.closed} role="status">
            {said.closedWhy}
          </Banner>
        );
      default:
        return null;
    }
  })();
  if (line === null && problem === undefined) return null;
  return (
    <div className={css['status']} data-noprint>
      {line}
      {problem === undefined ? null : (
        <Banner
          kind="danger"
          fact={said.problem(problem.subject.trim() === '' ? words.noSubject : problem.subject)}
          role="status"
          acts={
            <Button size="small" kind="quiet" onClick={() => desk.opened.mail.dismissProblem(problem.id)}>
              {said.dismiss}
            </Button>
          }
        >
          {said.problemWhy}
        </Banner>
      )}
    </div>
  );
}
