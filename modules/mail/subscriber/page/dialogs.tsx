import { useEffect, useState } from 'react';
import { Button, ErrorNote, showToast, Skeleton, TextField, useFormat, useWords } from '@telink/ui';
import { AlertDialog, Dialog, Drawer } from '@telink/ui/dialog';
import type { Answer } from '../engine/types.ts';
import { MailboxPane } from '../mailboxes/mailbox-pane.tsx';
import { liesIn } from '../mailboxes/tree.ts';
import css from '../mailboxes/mailboxes.module.css';
import reading from '../reading/reading.module.css';
import { reasonText } from '../reading/message-view.tsx';
import { mailWords } from '../words-more.ts';
import { CategoryDialog } from './category-dialog.tsx';
import { ChooseMailbox } from './choose-mailbox.tsx';
import { useDesk, type Asking } from './desk.ts';

/** The small windows of the mail page, one at a time. */
export default function Dialogs({
  asking,
  onClose,
}: {
  readonly asking: Asking;
  readonly onClose: () => void;
}) {
  const desk = useDesk();
  const words = useWords(mailWords);
  const format = useFormat();
  const { mail } = desk.opened;
  switch (asking.what) {
    case 'move':
      return (
        <ChooseMailbox
          title={words.moveDialog.title}
          without={desk.mailbox?.id}
          onClose={onClose}
          onChoose={(to) => to !== null && desk.deal({ do: 'move', to }, asking.target)}
        />
      );
    case 'categorize':
      return <CategoryDialog target={asking.target} on={asking.on} onClose={onClose} />;
    case 'erase':
      return (
        <AlertDialog
          open
          title={words.erase.title(asking.target.count)}
          onClose={onClose}
          act={{
            label: words.act.removeForGood,
            danger: true,
            run: () => {
              onClose();
              asking.go();
            },
          }}
        >
          <p>{words.erase.why}</p>
        </AlertDialog>
      );
    case 'empty':
      return (
        <Erase
          title={asking.mailbox.role === 'junk' ? words.list.emptyJunk : words.list.emptyTrash}
          why={words.list.emptyWhy(format.count(asking.mailbox.total))}
          label={words.list.emptyNow}
          act={() => mail.empty(asking.mailbox.id)}
          done={(count) => showToast({ text: words.list.emptied(count as number) })}
          onClose={onClose}
        />
      );
    case 'delete-mailbox':
      return (
        <Erase
          title={words.mailbox.removeTitle(asking.mailbox.name)}
          why={words.mailbox.removeWhy}
          label={words.mailbox.remove}
          act={() => mail.deleteMailbox(asking.mailbox.id)}
          done={() => {
            if (desk.mailbox?.id === asking.mailbox.id) desk.go({ kind: 'role', role: 'inbox' });
            showToast({ text: words.mailbox.removed(asking.mailbox.name) });
          }}
          onClose={onClose}
        />
      );
    case 'create-mailbox':
      return (
        <Name
          title={words.mailbox.createTitle}
          label={words.mailbox.createAct}
          parent={asking.parent}
          act={(name) => mail.createMailbox(name, asking.parent)}
          onClose={onClose}
        />
      );
    case 'rename-mailbox':
      return (
        <Name
          title={words.mailbox.renameTitle}
          label={words.mailbox.save}
          parent={asking.mailbox.parent}
          first={asking.mailbox.name}
          act={(name) => mail.renameMailbox(asking.mailbox.id, name)}
          onClose={onClose}
        />
      );
    case 'move-mailbox': {
      const all = mail.mailboxes.get();
      return (
        <ChooseMailbox
          title={words.mailbox.move}
          top
          refuse={(id) => liesIn(all, id, asking.mailbox.id)}
          onClose={onClose}
          onChoose={(to) => void mail.moveMailbox(asking.mailbox.id, to)}
        />
      );
    }
    case 'source':
      return <Source id={asking.id} onClose={onClose} />;
    case 'mailboxes':
      return (
        <Drawer open title={words.mailboxes} onClose={onClose}>
          <MailboxPane label={words.mailboxes} />
        </Drawer>
      );
  }
}

/** Before what can't be undone; stays and says so when the provider refused. */
function Erase(props: {
  readonly title: string;
  readonly why: string;
  readonly label: string;
  readonly act: () => Promise<Answer<unknown>>;
  readonly done: (value: unknown) => void;
  readonly onClose: () => void;
}) {
  const words = useWords(mailWords);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const run = async (): Promise<void> => {
    setBusy(true);
    const answer = await props.act();
    setBusy(false);
    setFailed(!answer.ok);
    if (!answer.ok) return;
    props.onClose();
    props.done(answer.value);
  };
  return (
    <AlertDialog
      open
      title={props.title}
      onClose={props.onClose}
      act={{ label: props.label, danger: true, busy, run: () => void run() }}
    >
      <p>{props.why}</p>
      {failed ? <ErrorNote title={words.mailbox.failed} /> : null}
    </AlertDialog>
  );
}

function Name(props: {
  readonly title: string;
  readonly label: string;
  readonly first?: string;
  readonly parent: string | null;
  readonly act: (name: string) => Promise<Answer<unknown>>;
  readonly onClose: () => void;
}) {
  const desk = useDesk();
  const words = useWords(mailWords);
  const [name, setName] = useState(props.first ?? '');
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    const wanted = name.trim();
    if (wanted === '') return setError(words.mailbox.nameNeeded);
    const taken = desk.opened.mail.mailboxes
      .get()
      .some(
        (one) =>
          one.parent === props.parent &&
          one.name !== props.first &&
          one.name.toLowerCase() === wanted.toLowerCase(),
      );
    if (taken) return setError(words.mailbox.nameTaken);
    setBusy(true);
    const answer = await props.act(wanted);
    setBusy(false);
    if (answer.ok) props.onClose();
    else setError(words.mailbox.failed);
  };
  return (
    <Dialog
      open
      title={props.title}
      onClose={props.onClose}
      acts={
        <>
          <Button kind="quiet" onClick={props.onClose}>
            {words.cancel}
          </Button>
          <Button kind="primary" busy={busy} onClick={() => void save()}>
            {props.label}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          label={words.mailbox.name}
          value={name}
          onChange={(value) => {
            setName(value);
            setError(undefined);
          }}
          error={error}
          autoComplete="off"
          spellCheck={false}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one field of a dialog that asks for it (ARIA APG)
          autoFocus
        />
      </form>
    </Dialog>
  );
}

function Source({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { opened } = useDesk();
  const words = useWords(mailWords);
  const [answer, setAnswer] = useState<Answer<string> | null>(null);
  useEffect(() => void opened.mail.raw(id).then(setAnswer), [opened, id]);
  return (
    <Dialog
      open
      wide
      title={words.read.source}
      onClose={onClose}
      acts={
        <>
          <Button kind="quiet" onClick={onClose}>
            {words.close}
          </Button>
          <Button
            icon="copy"
            disabled={answer?.ok !== true}
            onClick={() => {
              if (answer?.ok === true)
                void navigator.clipboard
                  .writeText(answer.value)
                  .then(() => showToast({ text: words.read.sourceCopied }));
            }}
          >
            {words.read.sourceCopy}
          </Button>
        </>
      }
    >
      {answer === null ? (
        <Skeleton rows={8} label={words.read.fetching} />
      ) : answer.ok ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard (WCAG 2.1.1)
        <pre className={reading['source']} tabIndex={0}>
          {answer.value}
        </pre>
      ) : (
        <ErrorNote title={words.read.sourceFailed}>{reasonText(answer.reason, words)}</ErrorNote>
      )}
      <span className={css['before']} />
    </Dialog>
  );
}
