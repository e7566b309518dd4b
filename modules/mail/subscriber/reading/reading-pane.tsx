import { useEffect, useRef } from 'react';
import { Button, Empty, IconButton, PaneHead, Toolbar, ToolSeparator, useWords } from '@telink/ui';
import { useDesk } from '../page/desk.ts';
import { LateMenuButton } from '../page/later.tsx';
import { useLive, useMaybeLive } from '../use-live.ts';
import { mailWords } from '../words-more.ts';
import { ConversationView } from './conversation-view.tsx';
import css from './reading.module.css';

/** The right pane: tools of the open conversation, and the conversation. */
export default function ReadingPane() {
  const desk = useDesk();
  const words = useWords(mailWords);
  const { chosen } = useLive(desk.selection);
  const scroller = useRef<HTMLDivElement>(null);
  const key = desk.open?.key;
  useEffect(() => {
    if (key !== undefined && scroller.current !== null) scroller.current.scrollTop = 0;
  }, [key]);
  if (desk.open === null)
    return (
      <section className={css['nothing']} aria-label={words.conversation}>
        <Empty icon="mail-open">
          {chosen.size > 1 ? words.read.nothingMany(chosen.size) : words.read.nothing}
        </Empty>
      </section>
    );
  return (
    <section className={css['pane']} aria-label={words.conversation} data-reading="">
      <Tools />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard (WCAG 2.1.1) */}
      <div ref={scroller} className={css['scroll']} tabIndex={0} role="group" aria-label={words.conversation}>
        <ConversationView key={`${desk.opened.account.id} ${desk.open.key}`} open={desk.open} />
      </div>
    </section>
  );
}

function Tools() {
  // What the tools act on is asked of the desk, which stays the same while its rows change.
  'use no memo';
  const desk = useDesk();
  const words = useWords(mailWords);
  useMaybeLive(desk.list?.version);
  const target = desk.target();
  const role = desk.mailbox?.role;
  const narrow = desk.layout === 'one';
  const flagged = target?.anyFlagged === true;
  const { run } = desk;
  const away =
    role === 'trash' || role === 'junk'
      ? { icon: 'undo-2' as const, label: words.act.restore, run: () => run('restore') }
      : { icon: 'archive' as const, label: words.act.archive, run: () => run('archive') };
  const more = (
    <LateMenuButton
      label={words.more}
      icon="ellipsis"
      bare
      placement="bottom end"
      items={[
        ...(narrow
          ? [
              { label: words.act.reply, icon: 'reply' as const, run: () => run('reply') },
              { label: words.act.replyAll, icon: 'reply-all' as const, run: () => run('reply-all') },
              { label: words.act.forward, icon: 'forward' as const, run: () => run('forward') },
              'separator' as const,
              {
                label: flagged ? words.act.unflag : words.act.flag,
                icon: 'flag' as const,
                run: () => run('flag'),
              },
              { label: words.act.unread, icon: 'mail' as const, run: () => run('unread') },
            ]
          : []),
        { label: words.act.categorize, icon: 'tag', keys: 'l', run: () => run('categorize') },
        role === 'junk'
          ? { label: words.act.notJunk, icon: 'shield-check', run: () => run('junk') }
          : { label: words.act.junk, icon: 'shield-alert', keys: '!', run: () => run('junk') },
        'separator',
        { label: words.act.expandAll, keys: ';', run: () => run('expand-all') },
        { label: words.act.collapseAll, keys: ':', run: () => run('collapse-all') },
        { label: words.act.print, icon: 'printer', run: () => run('print') },
        { label: words.act.source, icon: 'code', run: () => run('source') },
      ]}
    />
  );
  return (
    <PaneHead className={css['tools']}>
      {narrow ? (
        <IconButton icon="chevron-left" label={words.back} className={css['back']} onClick={desk.leave} />
      ) : null}
      <Toolbar label={words.read.toolbar} className={css['grow']}>
        {narrow ? (
          <>
            <span className={css['grow']} />
            <IconButton icon={away.icon} label={away.label} onClick={away.run} />
            <IconButton icon="folder-input" label={words.act.move} onClick={() => run('move')} />
            <IconButton icon="trash-2" label={words.act.remove} onClick={() => run('remove')} />
          </>
        ) : (
          <>
            {desk.layout === 'two' ? (
              <>
                <IconButton icon={away.icon} label={away.label} keys="e" onClick={away.run} />
                <IconButton icon="folder-input" label={words.act.move} keys="v" onClick={() => run('move')} />
              </>
            ) : (
              <>
                <Button kind="quiet" size="small" icon={away.icon} onClick={away.run}>
                  {away.label}
                </Button>
                <Button kind="quiet" size="small" icon="folder-input" onClick={() => run('move')}>
                  {words.act.move}
                </Button>
              </>
            )}
            <IconButton
              icon="trash-2"
              label={role === 'trash' ? words.act.removeForGood : words.act.remove}
              keys="del"
              onClick={() => run('remove')}
            />
            <ToolSeparator />
            <IconButton
              icon="flag"
              label={flagged ? words.act.unflag : words.act.flag}
              keys="s"
              flagged={flagged}
              onClick={() => run('flag')}
            />
            <IconButton icon="mail" label={words.act.unread} keys="shift+u" onClick={() => run('unread')} />
          </>
        )}
      </Toolbar>
      {desk.layout !== 'three' ? null : (
        <IconButton icon="printer" label={words.act.print} onClick={() => run('print')} />
      )}
      {more}
      {narrow ? null : (
        <>
          <ToolSeparator />
          <IconButton icon="chevron-up" label={words.act.previous} keys="k" onClick={() => run('up')} />
          <IconButton icon="chevron-down" label={words.act.next} keys="j" onClick={() => run('down')} />
        </>
      )}
    </PaneHead>
  );
}
