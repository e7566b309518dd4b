import { useEffect, useState } from 'react';
import { Button, Empty, ErrorNote, Skeleton, useFormat, useWords } from '@telink/ui';
import { Dialog } from '@telink/ui/dialog';
import type { Answer, Attachment, AttachmentPreview } from '../engine/types.ts';
import { useDesk } from '../page/desk.ts';
import { nameOf } from '../list/people-line.ts';
import { mailWords } from '../words-more.ts';
import { InvitationView } from './invitation-view.tsx';
import { MessageFrame } from './message-frame.tsx';
import { reasonText } from './message-view.tsx';
import css from './reading.module.css';
import { saveFile } from './save-file.ts';

/** Looks inside an attachment without saving it. */
export default function PreviewDialog({
  message,
  file,
  onClose,
}: {
  readonly message: string;
  readonly file: Attachment;
  readonly onClose: () => void;
}) {
  const { opened } = useDesk();
  const words = useWords(mailWords);
  const [answer, setAnswer] = useState<Answer<AttachmentPreview> | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let preview: AttachmentPreview | null = null;
    let gone = false;
    void opened.mail.preview(message, file).then((got) => {
      if (got.ok) preview = got.value;
      if (gone) preview?.release();
      else setAnswer(got);
    });
    return () => {
      gone = true;
      preview?.release();
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another turn is another try
  }, [opened, message, file, turn]);
  const save = async (): Promise<void> => {
    const got = await opened.mail.download(message, file);
    if (got.ok) saveFile(got.value);
    else setAnswer(got);
  };
  return (
    <Dialog
      open
      wide
      title={file.name}
      onClose={onClose}
      acts={
        <>
          <Button kind="quiet" onClick={onClose}>
            {words.close}
          </Button>
          <Button icon="download" onClick={() => void save()}>
            {words.read.download}
          </Button>
        </>
      }
    >
      {answer === null ? (
        <Skeleton kind="block" rows={2} label={words.read.previewLoading} />
      ) : answer.ok ? (
        <Inside preview={answer.value} />
      ) : (
        <ErrorNote
          title={answer.reason === 'too-complex' ? words.read.noPreview : words.read.downloadFailed}
          onRetry={() => {
            setAnswer(null);
            setTurn(turn + 1);
          }}
        >
          {reasonText(answer.reason, words)}
        </ErrorNote>
      )}
    </Dialog>
  );
}

function Inside({ preview }: { readonly preview: AttachmentPreview }) {
  const words = useWords(mailWords);
  const format = useFormat();
  if (preview.kind === 'image' && preview.url !== null)
    return <img className={css['picture']} src={preview.url} alt={preview.name} />;
  if (preview.kind === 'pdf' && preview.url !== null)
    // oxlint-disable-next-line react/iframe-missing-sandbox -- a sandbox stops the browser's own PDF viewer; the address is a blob of type application/pdf that the engine made
    return <iframe className={css['pdf']} title={preview.name} src={preview.url} />;
  if (preview.text !== null && preview.kind === 'text')
    return (
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard (WCAG 2.1.1)
      <pre className={css['text']} tabIndex={0}>
        {preview.text}
      </pre>
    );
  if (preview.invitation !== null) return <InvitationView card={preview.invitation} />;
  if (preview.message !== null) {
    const { subject, from, receivedAt, shown } = preview.message;
    return (
      <div className={css['inner']}>
        <b>{subject.trim() === '' ? words.noSubject : subject}</b>
        <span className={css['faint']}>
          {nameOf(from, words.noSender)}
          {receivedAt === null ? '' : ` · ${format.date(receivedAt)} ${format.time(receivedAt)}`}
        </span>
        <MessageFrame
          shown={shown}
          label={words.read.body(nameOf(from, words.noSender))}
          onMailto={() => undefined}
        />
      </div>
    );
  }
  return <Empty icon="file-text">{words.read.noPreview}</Empty>;
}
