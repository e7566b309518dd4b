import { useEffect, useMemo, useRef, useState } from 'react';
import { Avatar, Button, CategoryChip, useFormat, useWords } from '@telink/ui';
import type { Message } from '../engine/types.ts';
import { isSame, nameOf } from '../list/people-line.ts';
import { requestCompose } from '../compose-seam.ts';
import { useDesk } from '../page/desk.ts';
import { pane } from '../page/pane-commands.ts';
import type { OpenConversation } from '../place/place.ts';
import { useLive, useNow } from '../use-live.ts';
import { mailWords } from '../words-more.ts';
import { firstOpen, foldedRun, type Folding } from './folding.ts';
import { answered, focusedMessage, stepMessage } from './message-focus.ts';
import { MessageView } from './message-view.tsx';
import css from './reading.module.css';

/** A conversation: old messages one line each, the newest and the unread ones open. */
export function ConversationView({ open }: { readonly open: OpenConversation }) {
  const desk = useDesk();
  const words = useWords(mailWords);
  const { opened } = desk;
  const { mail } = opened;
  const live = useMemo(
    () => mail.conversation(open.key, opened.heads.get(open.key)),
    [mail, opened, open.key],
  );
  const conversation = useLive(live);
  const categories = useLive(opened.categories);
  const [folding, setFolding] = useState<Folding>({ open: new Set(), shut: new Set(), allOlder: false });
  const heading = useRef<HTMLHeadingElement>(null);
  const ask = useRef(desk.ask);
  useEffect(() => {
    ask.current = desk.ask;
  });
  const { messages } = conversation;

  // What was unread when it was opened stays open although it is read now.
  const [unread, setUnread] = useState<ReadonlySet<string>>(new Set());
  const fresh = messages.filter((one) => !one.read && !unread.has(one.id));
  if (fresh.length > 0) setUnread(new Set([...unread, ...fresh.map((one) => one.id)]));
  const isOpen = (message: Message): boolean =>
    folding.open.has(message.id) ||
    (!folding.shut.has(message.id) && firstOpen(message, messages, unread, open.message));
  const set = (id: string, on: boolean): void => {
    const [openSet, shut] = [new Set(folding.open), new Set(folding.shut)];
    if (on) shut.delete(id);
    else openSet.delete(id);
    (on ? openSet : shut).add(id);
    setFolding({ ...folding, open: openSet, shut });
  };

  useEffect(
    () =>
      pane.stand(
        (command) => {
          const ids = new Set(live.get().messages.map((one) => one.id));
          switch (command) {
            case 'next-message':
              return stepMessage(1);
            case 'previous-message':
              return stepMessage(-1);
            case 'expand-all':
              setFolding({ open: ids, shut: new Set(), allOlder: true });
              return true;
            case 'collapse-all':
              setFolding({ open: new Set(), shut: ids, allOlder: false });
              return true;
            case 'print':
              print();
              return true;
            case 'source': {
              const id = focusedMessage() ?? answered(live.get().messages, open.message);
              if (id !== undefined) ask.current({ what: 'source', id });
              return true;
            }
            default:
              return false;
          }
        },
        () => focusedMessage() ?? answered(live.get().messages, open.message),
      ),
    [live, open.message],
  );

  useEffect(() => {
    if (desk.layout === 'one') heading.current?.focus({ preventScroll: true });
  }, [desk.layout]);

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const seen = (id: string): void => {
    const read = (): void => {
      const message = live.get().messages.find((one) => one.id === id);
      if (message !== undefined && !message.read) mail.setRead([id], true);
    };
    const wait = desk.readAfter();
    if (wait === 0) read();
    else timer.current = setTimeout(read, wait);
  };

  const named = [...new Set(messages.flatMap((one) => one.categories))];
  const run = foldedRun(messages, isOpen, folding.allOlder);
  const subject = conversation.subject.trim();
  const last = messages.findLast((one) => !one.draft);
  const Heading = desk.layout === 'one' ? 'h1' : 'h2';
  return (
    <div className={css['page']}>
      <div className={css['head']}>
        <Heading ref={heading} tabIndex={-1} className={css['subject']}>
          {subject === '' ? words.noSubject : subject}
        </Heading>
        {named.length === 0 || categories === undefined ? null : (
          <div className={css['chips']}>
            {named.map((name) => (
              <CategoryChip key={name} hue={opened.categories.hueOf(name)}>
                {name}
              </CategoryChip>
            ))}
          </div>
        )}
      </div>
      <div className={css['messages']}>
        {messages.map((message, at) => {
          if (at === run.from && run.count > 0)
            return (
              <div key="older" className={css['older']}>
                <Button
                  size="small"
                  kind="quiet"
                  icon="chevrons-up-down"
                  onClick={() => setFolding({ ...folding, allOlder: true })}
                >
                  {words.read.older(run.count)}
                </Button>
              </div>
            );
          if (at > run.from && at < run.from + run.count) return null;
          return isOpen(message) ? (
            <MessageView
              key={message.id}
              message={message}
              last={message === last}
              onFold={messages.length > 1 && message !== last ? () => set(message.id, false) : null}
              onShown={seen}
            />
          ) : (
            <Folded key={message.id} message={message} onOpen={() => set(message.id, true)} />
          );
        })}
      </div>
    </div>
  );
}

function Folded({ message, onOpen }: { readonly message: Message; readonly onOpen: () => void }) {
  const desk = useDesk();
  const words = useWords(mailWords);
  const format = useFormat();
  const now = useNow(desk.now);
  const { account } = desk.opened;
  const name = isSame(message.from, account.address) ? words.you : nameOf(message.from, words.noSender);
  const act = message.draft
    ? () => requestCompose({ open: 'draft', account: account.id, draft: message.id })
    : onOpen;
  return (
    <button
      type="button"
      className={css['folded']}
      data-message={message.id}
      aria-expanded={false}
      onClick={act}
    >
      <Avatar name={nameOf(message.from, words.noSender)} address={message.from?.address} size="s" />
      <b>{message.draft ? words.draft : name}</b>
      <span className={css['snippet']}>{message.preview}</span>
      <time dateTime={new Date(message.receivedAt).toISOString()}>
        {format.listTime(message.receivedAt, now)}
      </time>
    </button>
  );
}
