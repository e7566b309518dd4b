import { lazy, Suspense, useState } from 'react';
import { Icon, IconButton, useFormat, useWords, VisuallyHidden } from '@telink/ui';
import type { Attachment } from '../engine/types.ts';
import { useDesk } from '../page/desk.ts';
import { mailWords } from '../words-more.ts';
import { canPreview, fileIcon } from './file-kind.ts';
import css from './reading.module.css';
import { saveFile } from './save-file.ts';

const PreviewDialog = lazy(() => import('./preview-dialog.tsx'));

/** The files of a message: a press looks inside where that can be done, the arrow saves. */
export function Attachments({
  message,
  files,
}: {
  readonly message: string;
  readonly files: readonly Attachment[];
}) {
  const { opened } = useDesk();
  const words = useWords(mailWords);
  const format = useFormat();
  const [looking, setLooking] = useState<Attachment | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  if (files.length === 0) return null;
  const download = async (file: Attachment): Promise<void> => {
    setBusy(file.id);
    setFailed(null);
    const answer = await opened.mail.download(message, file);
    setBusy(null);
    if (answer.ok) saveFile(answer.value);
    else setFailed(file.id);
  };
  return (
    <>
      <ul className={css['files']} aria-label={words.read.attachments(files.length)}>
        {files.map((file) => (
          <li key={file.id} className={css['file']}>
            <button
              type="button"
              className={css['fileOpen']}
              onClick={() => (canPreview(file) ? setLooking(file) : void download(file))}
            >
              <span className={css['thumb']}>
                <Icon name={fileIcon(file)} size="s" />
              </span>
              <span className={css['fileText']}>
                <b>
                  <VisuallyHidden>{canPreview(file) ? words.act.open : words.read.download} </VisuallyHidden>
                  {file.name}
                </b>
                <span>{failed === file.id ? words.read.downloadFailed : format.bytes(file.size)}</span>
              </span>
            </button>
            <IconButton
              icon="download"
              size="small"
              label={words.read.downloadName(file.name)}
              disabled={busy === file.id}
              onClick={() => void download(file)}
            />
          </li>
        ))}
      </ul>
      {looking === null ? null : (
        <Suspense>
          <PreviewDialog message={message} file={looking} onClose={() => setLooking(null)} />
        </Suspense>
      )}
    </>
  );
}
