import { Fragment } from 'react';
import css from './kbd.module.css';
import { printedKeys } from './keys/match.ts';
import { isApple } from './keys/shortcuts.ts';

/** Key caps for «g i», «mod+enter» and the like, as this keyboard prints them. Hidden from speech: the control tells its keys itself. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <span className={css['keys']} aria-hidden="true">
      {printedKeys(keys, isApple()).map((stroke, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- strokes have no identity but their place
        <Fragment key={index}>
          <kbd className={css['kbd']}>{stroke.join(' ')}</kbd>
        </Fragment>
      ))}
    </span>
  );
}
