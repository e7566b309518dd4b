import { useEffect, useState } from 'react';
import { Banner, Button, LinkButton, useWords } from '@telink/ui';
import type { Connection } from '../engine/types.ts';
import { useDesk } from '../page/desk.ts';
import { useLive } from '../use-live.ts';
import { mailWords } from '../words.ts';
import css from './mailboxes.module.css';

/** A wait that passes by itself within a few seconds is nobody's business. */
const patience: Partial<Record<Connection, number>> = { offline: 1200, slowed: 6000 };

function useSettled(connection: Connection): Connection {
  const [shown, setShown] = useState<Connection>(connection);
  useEffect(() => {
    const wait = patience[connection] ?? 0;
    const timer = setTimeout(() => setShown(connection), wait);
    return () => clearTimeout(timer);
  }, [connection]);
  return connection === 'online' ? 'online' : shown;
}

/** What stands in the way of mail just now, what is safe, and what to do: one line, or nothing. */
export function StatusLine() {
  const desk = useDesk();
  const words = useWords(mailWords);
  const status = useLive(desk.opened.mail.status);
  const outbox = useLive(desk.opened.mail.outbox);
  const connection = useSettled(status.connection);
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
  const [problem] = outbox.problems;
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
