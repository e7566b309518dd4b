import { useEffect, useState, useSyncExternalStore } from 'react';
import { Banner, Button, useWords } from '@telink/ui';
import { requestCompose } from '../compose-seam.ts';
import type { Draft, Mail } from '../engine/types.ts';
import { leftBehind, type Left } from './left-behind.ts';
import type { ComposeAccount, ComposeWindow } from './windows.ts';
import { composeWords } from './words.ts';
import css from './compose.module.css';

interface OpenMail {
  readonly account: string;
  readonly mail: Mail;
}

/** Drafts a crash, a closed tab or an ended session left: offered until taken or thrown away. */
export function Leftovers({
  accounts,
  open,
}: {
  readonly accounts: readonly ComposeAccount[];
  readonly open: readonly ComposeWindow[];
}) {
  const [mails, setMails] = useState<readonly OpenMail[]>([]);
  useEffect(() => {
    let gone = false;
    void Promise.all(
      accounts.map((one) =>
        one.mail().then(
          (mail): OpenMail[] => [{ account: one.id, mail }],
          () => [],
        ),
      ),
    ).then((all) => gone || setMails(all.flat()));
    return () => {
      gone = true;
    };
  }, [accounts]);
  return (
    <>
      {mails.map(({ account, mail }) => (
        <OfAccount key={account} account={account} mail={mail} open={open} />
      ))}
    </>
  );
}

function OfAccount({ account, mail, open }: OpenMail & { readonly open: readonly ComposeWindow[] }) {
  const words = useWords(composeWords);
  const unfinished = useSyncExternalStore(mail.unfinished.subscribe, mail.unfinished.get);
  const left = leftBehind(
    unfinished,
    open.map((one) => one.compose.draft.get().key),
  );
  const first: Left | undefined = left[0];
  if (first === undefined) return null;
  const discard = async (draft: Draft): Promise<void> => {
    const answer = await mail.resume(draft.key);
    if (answer.ok) await answer.value.discard();
  };
  return (
    <Banner
      kind={first.why === 'kept' ? 'plain' : 'warn'}
      icon="file-pen-line"
      role="status"
      className={css['leftover']}
      fact={
        first.why === 'refused'
          ? words.refused
          : first.why === 'unsure'
            ? words.unsure
            : words.left.fact(left.length)
      }
      acts={
        <>
          <Button
            size="small"
            onClick={() => requestCompose({ open: 'draft', account, draft: first.draft.key })}
          >
            {words.left.resume}
          </Button>
          {first.why === 'unsure' ? null : (
            <Button size="small" kind="quiet" onClick={() => void discard(first.draft)}>
              {words.left.discard}
            </Button>
          )}
        </>
      }
    >
      <span className={css['cut']}>{first.draft.subject.trim() || words.left.untitled}</span>
    </Banner>
  );
}
