import { announce, Button, useWords } from '@telink/ui';
import css from './account.module.css';
import { words } from './words.ts';

/** Shown once. Kept by the person: nothing here stores them. */
export function RecoveryCodeList({
  codes,
  onKept,
}: {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}) {
  const said = useWords(words);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(codes.join('\n'));
    announce(said.security.copied);
  };
  return (
    <>
      <ul className={css['codes']} translate="no">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={css['acts']}>
        <Button kind="primary" onClick={onKept}>
          {said.security.kept}
        </Button>
        <Button icon="copy" onClick={() => void copy()}>
          {said.security.copy}
        </Button>
        <Button icon="printer" onClick={() => print()}>
          {said.security.print}
        </Button>
      </div>
    </>
  );
}
