import { IconButton, useWords } from '@telink/ui';
import { composeWords } from './words.ts';
import css from './compose.module.css';

export interface HeadProps {
  readonly title: string;
  readonly saved: string;
  readonly full: boolean;
  readonly onMinimise: () => void;
  readonly onFull: () => void;
  readonly onClose: () => void;
}

/** Title, where the draft is, and what the window can do. */
export function Head({ title, saved, full, onMinimise, onFull, onClose }: HeadProps) {
  const words = useWords(composeWords);
  return (
    <header className={css['head']}>
      <h2>{title}</h2>
      <span className={css['saved']}>{saved}</span>
      <IconButton icon="minus" label={words.minimise} className={css['deskOnly']} onClick={onMinimise} />
      <IconButton
        icon={full ? 'minimize-2' : 'maximize-2'}
        label={full ? words.restore : words.maximise}
        className={css['deskOnly']}
        onClick={onFull}
      />
      <IconButton icon="x" label={words.close} keys="escape" onClick={onClose} />
    </header>
  );
}
