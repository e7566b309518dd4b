import { Banner, Button, useWords } from '@telink/ui';
import type { Draft, SendCheck } from '../engine/types.ts';
import { isAddress } from '../engine/write/people.ts';
import { questionOf } from './draft-state.ts';
import { mayPass } from './windows.ts';
import { composeWords } from './words.ts';
import css from './compose.module.css';

export interface QuestionsProps {
  readonly draft: Draft;
  readonly checks: readonly SendCheck[];
  readonly onSend: () => void;
  readonly onAttach: () => void;
  readonly onRecipients: () => void;
  readonly onSubject: () => void;
}

/** Asks above Send, on birch, one thing at a time. */
export function Questions({ draft, checks, onSend, onAttach, onRecipients, onSubject }: QuestionsProps) {
  const words = useWords(composeWords);
  const first = checks[0];
  if (first === undefined) return null;
  const { fact, what } = questionOf(first, draft, isAddress, words);
  const mend =
    first === 'no-recipient' || first === 'bad-address' ? (
      <Button size="small" onClick={onRecipients}>
        {first === 'bad-address' ? words.ask.mend : words.addRecipient}
      </Button>
    ) : first === 'attachment-mentioned' ? (
      <Button size="small" icon="paperclip" onClick={onAttach}>
        {words.ask.attach}
      </Button>
    ) : first === 'no-subject' ? (
      <Button size="small" onClick={onSubject}>
        {words.back}
      </Button>
    ) : null;
  return (
    <Banner
      kind="explain"
      role="alert"
      className={css['question']}
      fact={fact}
      acts={
        <>
          {mend}
          {mayPass(checks) ? (
            <Button size="small" kind="quiet" onClick={onSend}>
              {words.sendAnyway}
            </Button>
          ) : null}
        </>
      }
    >
      {what === '' ? undefined : what}
    </Banner>
  );
}
