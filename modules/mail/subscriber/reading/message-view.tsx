import { useEffect, useMemo, useRef, useState } from 'react';
import {
  Avatar,
  Banner,
  Button,
  cx,
  ErrorNote,
  Facts,
  Icon,
  IconButton,
  Skeleton,
  tip,
  useFormat,
  useWords,
} from '@telink/ui';
import { requestCompose } from '../compose-seam.ts';
import type { Message, OpenedMessage, Person } from '../engine/types.ts';
import { firstName, isSame, nameOf } from '../list/people-line.ts';
import { useDesk } from '../page/desk.ts';
import { useLive, useNow } from '../use-live.ts';
import { mailWords, type MoreMailWords } from '../words-more.ts';
import { Attachments } from './attachments.tsx';
import { InvitationView } from './invitation-view.tsx';
import { MessageFrame } from './message-frame.tsx';
import css from './reading.module.css';

/** One message unfolded: who, to whom, what to know before reading, the body, the files. */
export function MessageView({
  message,
  last,
  onFold,
  onShown,
}: {
  readonly message: Message;
  readonly last: boolean;
  readonly onFold: (() => void) | null;
  readonly onShown: (id: string) => void;
}) {
  const desk = useDesk();
  const words = useWords(mailWords);
  const live = useMemo(() => desk.opened.mail.message(message.id), [desk.opened, message.id]);
  const opened = useLive(live);
  const shownTo = useRef(onShown);
  useEffect(() => {
    shownTo.current = onShown;
  });
  const { account } = desk.opened;
  const name = nameOf(message.from, words.noSender);
  const reply = (kind: 'reply' | 'reply-all' | 'forward') => (): void =>
    requestCompose({ open: 'answer', account: account.id, kind, id: message.id });
  return (
    <article
      className={css['message']}
      data-message={message.id}
      aria-label={words.read.body(name)}
      tabIndex={-1}
    >
      <MessageHead message={message} opened={opened} onFold={onFold} onReply={reply('reply')} />
      {opened.state === 'failed' ? (
        <ErrorNote title={words.read.failed} onRetry={opened.retry}>
          {reasonText(opened.reason, words)}
        </ErrorNote>
      ) : opened.state === 'loading' ? (
        <div className={css['waiting']}>
          <Skeleton rows={5} label={words.read.fetching} />
        </div>
      ) : (
        <>
          <Banners opened={opened} />
          {opened.invitation === null ? null : (
            <div className={css['inset']}>
              <InvitationView card={opened.invitation} />
            </div>
          )}
          <div className={cx(css['inset'], !opened.shown.ownColors && css['measure'])}>
            <MessageFrame
              shown={opened.shown}
              label={words.read.body(name)}
              onVisible={() => shownTo.current(message.id)}
              onMailto={(address) =>
                requestCompose({
                  open: 'new',
                  account: account.id,
                  start: { to: [{ name: '', address: decodeURIComponent(address.split('?')[0] ?? '') }] },
                })
              }
            />
          </div>
          <Attachments message={message.id} files={opened.attachments} />
        </>
      )}
      {last && !message.draft ? (
        <div className={css['reply']} data-noprint>
          <Button icon="reply" {...(desk.layout === 'one' ? {} : { keys: 'r' })} onClick={reply('reply')}>
            {words.act.reply}
          </Button>
          <Button icon="reply-all" onClick={reply('reply-all')}>
            {words.act.replyAll}
          </Button>
          <Button icon="forward" kind="quiet" onClick={reply('forward')}>
            {words.act.forward}
          </Button>
        </div>
      ) : null}
    </article>
  );
}

export function reasonText(reason: string, words: MoreMailWords): string {
  const known: Readonly<Record<string, string>> = words.read.reasons;
  return known[reason] ?? words.read.reasons.other;
}

function MessageHead({
  message,
  opened,
  onFold,
  onReply,
}: {
  readonly message: Message;
  readonly opened: OpenedMessage;
  readonly onFold: (() => void) | null;
  readonly onReply: () => void;
}) {
  const desk = useDesk();
  const words = useWords(mailWords);
  const format = useFormat();
  const now = useNow(desk.now);
  const [details, setDetails] = useState(false);
  const own = desk.opened.account.address;
  const name = nameOf(message.from, words.noSender);
  const called = (person: Person): string => (isSame(person, own) ? words.read.toYou : nameOf(person, ''));
  const everyone = [...message.to, ...message.cc];
  const few = everyone.slice(0, 4).map(called);
  const to = [
    ...few,
    ...(everyone.length > few.length ? [words.read.andMore(everyone.length - few.length)] : []),
  ].join(', ');
  const full = (people: readonly Person[]): string =>
    people.map((one) => (one.name === '' ? one.address : `${one.name} <${one.address}>`)).join(', ');
  const said = words.read.headers;
  const exact = `${format.longDate(message.receivedAt)} ${format.date(message.receivedAt).slice(-4)} ${format.time(message.receivedAt)}`;
  const facts: (readonly [string, string])[] = [
    [said.from, message.from === null ? words.noSender : full([message.from])] as const,
    [said.to, full(message.to)] as const,
    [said.cc, full(message.cc)] as const,
    [said.bcc, full(message.bcc)] as const,
    [said.replyTo, full(message.replyTo)] as const,
    [said.date, exact] as const,
  ].filter(([, value]) => value !== '');
  return (
    <header>
      <div className={css['printOnly']}>
        <Facts items={[[said.subject, message.subject], ...facts]} />
      </div>
      <div className={css['sender']}>
        <Avatar name={name} address={message.from?.address} />
        <div className={css['who']}>
          <div className={css['nameLine']}>
            <b>{name}</b>
            {opened.state === 'ready' && opened.authenticity !== 'silent' ? (
              <Authenticity opened={opened} message={message} />
            ) : null}
          </div>
          <div className={css['toLine']}>
            <span>{to === '' ? words.noRecipient : `${words.read.to} ${to}`}</span>
            <button
              type="button"
              className={css['details']}
              aria-expanded={details}
              aria-label={details ? words.read.hideDetails : words.read.details}
              onClick={() => setDetails(!details)}
            >
              <Icon name="chevron-down" size="xs" />
            </button>
          </div>
        </div>
        <time className={css['when']} dateTime={new Date(message.receivedAt).toISOString()} {...tip(exact)}>
          {format.listTime(message.receivedAt, now)}
        </time>
        {desk.layout === 'one' ? null : <IconButton icon="reply" label={words.act.reply} onClick={onReply} />}
        {onFold === null ? null : (
          <IconButton icon="minus" size="small" label={words.read.fold} onClick={onFold} />
        )}
      </div>
      {details ? (
        <div className={css['facts']}>
          <Facts items={facts} />
        </div>
      ) : null}
    </header>
  );
}

function Authenticity({
  opened,
  message,
}: {
  readonly opened: Extract<OpenedMessage, { state: 'ready' }>;
  readonly message: Message;
}) {
  const words = useWords(mailWords);
  const failed = opened.authenticity === 'failed';
  const domain = message.from?.address.split('@').at(-1) ?? '';
  const why = failed ? words.read.failedWhy : words.read.verifiedWhy(domain);
  return (
    <span className={css['auth']} data-failed={failed || undefined} {...tip(why)}>
      <Icon
        name={failed ? 'triangle-alert' : 'badge-check'}
        size="xs"
        label={failed ? words.read.unverified : words.read.verified}
      />
      <span className={css['authText']} aria-hidden="true">
        {failed ? words.read.unverified : words.read.verified}
      </span>
    </span>
  );
}

function Banners({ opened }: { readonly opened: Extract<OpenedMessage, { state: 'ready' }> }) {
  const desk = useDesk();
  const words = useWords(mailWords);
  const { message, shown } = opened;
  const { mail } = desk.opened;
  return (
    <div className={css['banners']}>
      {opened.authenticity === 'failed' ? (
        <Banner kind="warn" fact={words.read.failedFact} role="status">
          {words.read.failedWhy}
        </Banner>
      ) : null}
      {opened.repaired ? (
        <Banner fact={words.read.repaired} role="status">
          {words.read.repairedWhy}
        </Banner>
      ) : null}
      {shown.simplified ? (
        <Banner fact={words.read.simplified} role="status">
          {words.read.simplifiedWhy}
        </Banner>
      ) : null}
      {shown.blocked > 0 && !shown.remoteShown ? (
        <Banner
          className={css['banner']}
          icon="image-off"
          role="status"
          fact={words.read.blocked(shown.blocked, Math.max(1, shown.blockedHosts.length))}
          acts={
            <>
              <Button size="small" onClick={() => mail.showRemote(message.id, 'once')}>
                {words.read.showOnce}
              </Button>
              {message.from === null ? null : (
                <Button size="small" kind="quiet" onClick={() => mail.showRemote(message.id, 'always')}>
                  {words.read.showAlways(firstName(message.from))}
                </Button>
              )}
            </>
          }
        >
          {words.read.blockedWhy}
        </Banner>
      ) : null}
    </div>
  );
}
