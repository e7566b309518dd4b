import { Banner, Button, useWords } from '@telink/ui';
import type { Draft } from '../engine/types.ts';
import { composeWords } from './words.ts';
import css from './compose.module.css';

export interface TroubleProps {
  readonly draft: Draft;
  /** Names of files that were not taken. */
  readonly refusedFiles: string;
  readonly limit: string;
  readonly pictures: number;
  readonly onSeen: () => void;
}

/** What is wrong with the draft, where it is wrong: one at a time, the worst first. */
export function Trouble({ draft, refusedFiles, limit, pictures, onSeen }: TroubleProps) {
  const words = useWords(composeWords);
  const seen = (
    <Button size="small" kind="quiet" onClick={onSeen}>
      {words.ok}
    </Button>
  );
  const reason = draft.refused === null ? '' : words.reasons[draft.refused];
  if (draft.state === 'refused')
    return (
      <Banner kind="danger" role="alert" className={css['trouble']} fact={words.refused}>
        {reason} {words.refusedSafe}
      </Banner>
    );
  if (draft.state === 'unsure')
    return (
      <Banner kind="warn" role="alert" className={css['trouble']} fact={words.unsure}>
        {words.unsureDo}
      </Banner>
    );
  if (draft.state === 'at-risk')
    return (
      <Banner kind="warn" role="alert" className={css['trouble']} fact={words.atRisk}>
        {reason || words.atRiskWhy}
      </Banner>
    );
  if (draft.refused !== null)
    return (
      <Banner kind="warn" role="alert" className={css['trouble']} fact={words.unsavedReason}>
        {reason}
      </Banner>
    );
  if (refusedFiles !== '')
    return (
      <Banner
        kind="danger"
        role="alert"
        className={css['trouble']}
        fact={words.files.tooLargeNames(refusedFiles)}
        acts={seen}
      >
        {words.files.limit(limit)}
      </Banner>
    );
  if (pictures > 0)
    return (
      <Banner
        kind="explain"
        icon="image-off"
        role="status"
        className={css['trouble']}
        fact={words.pictures(pictures)}
        acts={seen}
      >
        {words.picturesWhy}
      </Banner>
    );
  return null;
}
