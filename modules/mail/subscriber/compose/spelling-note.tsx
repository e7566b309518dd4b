import { Banner, Button, useWords } from '@telink/ui';
import { composeWords } from './words.ts';
import css from './compose.module.css';

/** Before spell check is on: what it may mean. */
export function SpellingNote({ onYes, onNo }: { readonly onYes: () => void; readonly onNo: () => void }) {
  const words = useWords(composeWords);
  return (
    <Banner
      kind="explain"
      role="status"
      className={css['question']}
      fact={words.spelling}
      acts={
        <>
          <Button size="small" kind="quiet" onClick={onNo}>
            {words.spellingNo}
          </Button>
          <Button size="small" onClick={onYes}>
            {words.spellingYes}
          </Button>
        </>
      }
    >
      {words.spellingWhy}
    </Banner>
  );
}
