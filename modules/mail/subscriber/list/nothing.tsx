import { Button, Empty, ErrorNote, useWords } from '@telink/ui';
import { useDesk } from '../page/desk.ts';
import { useLive } from '../use-live.ts';
import { mailWords } from '../words-more.ts';
import type { Filter } from './filter.ts';

/** What stands where there are no rows: nothing to see, or why. */
export default function Nothing({
  filter,
  query,
  onFilter,
}: {
  readonly filter: Filter;
  readonly query: string;
  readonly onFilter: (filter: Filter) => void;
}) {
  const desk = useDesk();
  const words = useWords(mailWords);
  const { connection } = useLive(desk.opened.mail.status);
  if (desk.view.kind === 'search')
    return query.trim() === '' ? (
      <Empty icon="search">{words.search.start}</Empty>
    ) : (
      <Empty icon="search">{words.search.none(query.trim())}</Empty>
    );
  if (desk.list?.loading.get() === true)
    return (
      <ErrorNote title={words.list.failed} onRetry={() => desk.run('refresh')}>
        {connection === 'offline' ? words.status.offline : words.list.failedWhy}
      </ErrorNote>
    );
  if (filter !== 'all') {
    const said = {
      unread: words.list.emptyUnread,
      flagged: words.list.emptyFlagged,
      attachments: words.list.emptyAttachments,
    };
    return (
      <Empty
        icon={filter === 'attachments' ? 'paperclip' : filter === 'flagged' ? 'flag' : 'mail-open'}
        act={<Button onClick={() => onFilter('all')}>{words.list.showAll}</Button>}
      >
        {said[filter]}
      </Empty>
    );
  }
  const inbox = desk.mailbox?.role === 'inbox';
  return (
    <Empty
      icon={desk.view.kind === 'flagged' ? 'flag' : inbox ? 'inbox' : 'folder-open'}
      act={inbox ? <Button onClick={() => desk.run('refresh')}>{words.list.refresh}</Button> : undefined}
    >
      {desk.view.kind === 'flagged'
        ? words.list.emptyFlagged
        : inbox
          ? words.list.emptyInbox
          : words.list.empty}
    </Empty>
  );
}
