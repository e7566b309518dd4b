import { Button, IconButton, Kbd, ToolSeparator, useWords } from '@telink/ui';
import { useEffect, useState } from 'react';
import type { Mail } from '../engine/types.ts';
import { fetchMenus, LateMenuButton } from '../page/later.tsx';
import { roving } from './roving.ts';
import { SpellingNote } from './spelling-note.tsx';
import { composeWords } from './words.ts';
import css from './compose.module.css';

export interface FootProps {
  readonly busy: boolean;
  readonly formatting: boolean;
  readonly important: boolean;
  readonly spelling: boolean;
  readonly signed: boolean;
  readonly mail: Mail;
  readonly onSend: () => void;
  readonly onAttach: () => void;
  readonly onPicture: () => void;
  readonly onLink: () => void;
  readonly onFormatting: () => void;
  readonly onImportant: () => void;
  readonly onSpelling: () => void;
  /** The signature's HTML, '' for none. */
  readonly onSignature: (html: string) => void;
  readonly onDiscard: () => void;
}

/** One primary, then what goes into the message. */
export function Foot(props: FootProps) {
  const words = useWords(composeWords);
  const [signature, setSignature] = useState('');
  const [asking, setAsking] = useState(false);
  const { mail } = props;
  useEffect(() => {
    let gone = false;
    void mail.signature().then(({ html }) => gone || setSignature(html));
    return () => {
      gone = true;
    };
  }, [mail]);
  useEffect(() => {
    const idle = setTimeout(() => void fetchMenus(), 300);
    return () => clearTimeout(idle);
  }, []);
  return (
    <>
      {asking ? (
        <SpellingNote
          onYes={() => {
            setAsking(false);
            props.onSpelling();
          }}
          onNo={() => setAsking(false)}
        />
      ) : null}
      <footer className={css['foot']}>
        <Button kind="primary" busy={props.busy} onClick={props.onSend} aria-keyshortcuts="Control+Enter">
          {words.send}
        </Button>
        <span className={css['deskOnly']}>
          <Kbd keys="mod+enter" />
        </span>
        <span className={css['deskOnly']}>
          <ToolSeparator />
        </span>
        <div
          role="toolbar"
          aria-label={words.compose}
          className={css['tools']}
          ref={roving.ref}
          onKeyDown={roving.onKeyDown}
          onFocus={roving.onFocus}
        >
          <IconButton icon="paperclip" label={words.files.attach} onClick={props.onAttach} />
          <IconButton icon="image" label={words.files.image} onClick={props.onPicture} />
          <IconButton
            icon="link"
            label={words.link.make}
            keys="mod+k"
            className={css['deskOnly']}
            onClick={props.onLink}
          />
          <IconButton
            icon="type"
            label={words.format.show}
            pressed={props.formatting}
            tint
            onClick={props.onFormatting}
          />
          <LateMenuButton
            bare
            icon="signature"
            label={words.signature.menu}
            placement="top start"
            items={
              signature === ''
                ? [{ label: words.signature.empty, disabled: true }]
                : [
                    {
                      label: words.signature.with,
                      checked: props.signed,
                      run: () => props.onSignature(signature),
                    },
                    {
                      label: words.signature.without,
                      checked: !props.signed,
                      run: () => props.onSignature(''),
                    },
                  ]
            }
          />
          <LateMenuButton
            bare
            icon="ellipsis"
            label={words.more}
            placement="top start"
            items={[
              { label: words.important, checked: props.important, run: props.onImportant },
              {
                label: words.spelling,
                checked: props.spelling,
                run: () => (props.spelling ? props.onSpelling() : setAsking(true)),
              },
            ]}
          />
          <IconButton
            icon="trash-2"
            label={words.discard}
            className={css['discard']}
            onClick={props.onDiscard}
          />
        </div>
      </footer>
    </>
  );
}
