import { Icon, IconButton, ProgressBar, useFormat, useWords, type IconName } from '@telink/ui';
import type { Draft, DraftAttachment } from '../engine/types.ts';
import { fileTrouble } from './draft-state.ts';
import { composeWords } from './words.ts';
import css from './compose.module.css';

function iconOf(type: string): IconName {
  if (type.startsWith('image/')) return 'image';
  if (/zip|compressed|tar$/.test(type)) return 'file-archive';
  if (/sheet|excel|csv/.test(type)) return 'file-spreadsheet';
  if (/json|xml|javascript|html/.test(type)) return 'file-code';
  return 'file-text';
}

interface Deals {
  readonly onRemove: (key: string) => void;
  readonly onRetry: (key: string) => void;
}

/** What goes along: name, size, how far it has come, and the way out of each. Images in the text are not here. */
export function Files({ draft, ...deals }: Deals & { readonly draft: Draft }) {
  const words = useWords(composeWords);
  const shown = draft.attachments.filter(
    (one) => one.state !== 'cancelled' && (!one.inline || one.state === 'failed'),
  );
  if (shown.length === 0) return null;
  return (
    <ul className={css['files']} aria-label={words.files.title}>
      {shown.map((one) => (
        <FileRow key={one.key} file={one} {...deals} />
      ))}
    </ul>
  );
}

function FileRow({ file, onRemove, onRetry }: Deals & { readonly file: DraftAttachment }) {
  const words = useWords(composeWords);
  const format = useFormat();
  const under = file.state === 'waiting' || file.state === 'sending';
  const failed = file.state === 'failed';
  return (
    <li className={failed ? css['fileFailed'] : css['file']}>
      <span className={css['thumb']}>
        <Icon name={failed ? 'triangle-alert' : iconOf(file.type)} size="s" />
      </span>
      <span className={css['fileText']}>
        <b title={file.name}>{file.name}</b>
        {under ? (
          <ProgressBar
            label={words.files.progress(file.name)}
            value={file.progress.total > 0 ? file.progress.sent / file.progress.total : 0}
            showValue
          />
        ) : (
          <span role={failed ? 'alert' : undefined}>
            {failed ? fileTrouble(file.reason, words) : format.bytes(file.size)}
          </span>
        )}
      </span>
      {failed && file.reason !== 'gone' && file.reason !== 'too-large' ? (
        <IconButton
          icon="rotate-ccw"
          size="small"
          label={words.files.retry(file.name)}
          onClick={() => onRetry(file.key)}
        />
      ) : null}
      <IconButton
        icon="x"
        size="small"
        label={under ? words.files.cancel(file.name) : words.files.remove(file.name)}
        onClick={() => onRemove(file.key)}
      />
    </li>
  );
}
