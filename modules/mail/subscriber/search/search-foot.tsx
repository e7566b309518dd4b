import { Button, Icon, useWords } from '@telink/ui';
import type { SearchList } from '../engine/types.ts';
import list from '../list/list.module.css';
import { useLive } from '../use-live.ts';
import { mailWords } from '../words-more.ts';

/** What the provider is doing about the search, below the hits so that nothing moves. */
export default function SearchFoot({ search }: { readonly search: SearchList }) {
  const words = useWords(mailWords);
  const provider = useLive(search.provider);
  const note = useLive(search.note);
  if (provider === 'done' && note === null) return null;
  return (
    <div className={list['foot']} role="status">
      {provider === 'asking' ? (
        <>
          <Icon name="search" size="xs" />
          {words.search.asking} {words.search.cached}
        </>
      ) : provider === 'more' ? (
        <Button size="small" onClick={() => search.more()}>
          {words.search.more}
        </Button>
      ) : provider === 'done' ? null : (
        <span>
          {words.search.failed} {words.search.failedWhy}
        </span>
      )}
      {note === null ? null : <span>{words.search.checkedHere}</span>}
    </div>
  );
}
