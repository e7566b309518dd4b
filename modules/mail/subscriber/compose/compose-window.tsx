import { useEffect, useLayoutEffect, useRef, useState, type DragEvent, type KeyboardEvent } from 'react';
import { announce, cx, showToast, useFormat, useWords } from '@telink/ui';
import type { SendCheck } from '../engine/types.ts';
import { isAddress } from '../engine/write/people.ts';
import { useLive } from '../use-live.ts';
import { hasSignature } from './editor/body-html.ts';
import { EditorView } from './editor/editor.tsx';
import type { Editor, EditorState } from './editor/open-editor.ts';
import { savedLine, titleOf, unusedImages } from './draft-state.ts';
import { Files } from './files.tsx';
import { Foot } from './foot.tsx';
import { FormatBar } from './format-bar.tsx';
import { Head } from './head.tsx';
import { HeaderLines } from './header-lines.tsx';
import { LinkQuestion } from './link-question.tsx';
import { keepPictures } from './pictures.ts';
import { Questions } from './questions.tsx';
import { Quote } from './quote.tsx';
import { sendWith, discardWith } from './send-off.ts';
import { Trouble } from './trouble.tsx';
import type { ComposeAccount, ComposeWindow, ComposeWindows } from './windows.ts';
import { composeWords } from './words.ts';
import css from './compose.module.css';

const still: EditorState = { on: new Set(), canUndo: false, canRedo: false };

export interface ComposeWindowProps {
  readonly window: ComposeWindow;
  readonly windows: ComposeWindows;
  readonly accounts: readonly ComposeAccount[];
}

/** One message being written. */
export function ComposeWindowView({ window: own, windows, accounts }: ComposeWindowProps) {
  const words = useWords(composeWords);
  const format = useFormat();
  const { compose, mail, key } = own;
  const draft = useLive(compose.draft);
  const checked = useLive(mail.spelling);
  const [editor, setEditor] = useState<Editor | null>(null);
  const [marks, setMarks] = useState(still);
  const [formatting, setFormatting] = useState(false);
  const [linking, setLinking] = useState<string | null>(null);
  const [checks, setChecks] = useState<readonly SendCheck[]>([]);
  const [dragging, setDragging] = useState(false);
  const [tooLarge, setTooLarge] = useState('');
  const [left, setLeft] = useState(0);
  const [pictures] = useState(keepPictures);
  const root = useRef<HTMLElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const pictureChooser = useRef<HTMLInputElement>(null);
  const title = titleOf(draft, words);
  const hidden = own.look === 'bar';

  useLayoutEffect(() => {
    performance.mark('telink:compose-open');
  }, []);
  useEffect(() => () => pictures.close(), [pictures]);
  useEffect(() => {
    if (editor === null) return;
    editor.fill(pictures.address);
    pictures.find(
      draft,
      (one) => windows.file(key, one),
      mail,
      () => editor.fill(pictures.address),
    );
  }, [editor, draft, pictures, windows, key, mail]);
  // An answer begins in the text; a new message where its recipients are written; a window that comes back, where one was.
  const begun = useRef(false);
  useEffect(() => {
    if (editor === null || hidden) return;
    if (!begun.current && draft.kind !== 'forward' && draft.to.length > 0) editor.focus('start');
    else if (begun.current) editor.focus();
    begun.current = true;
    // Only when it opens or comes back: the draft changes at every key.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [editor, own.turn, hidden]);

  const field = (name: string): HTMLInputElement | null | undefined =>
    root.current?.querySelector<HTMLInputElement>(
      `[data-field="${name}"] input, input[data-field="${name}"]`,
    );
  /** To the field that holds what is no address, else to the first. */
  const mendRecipients = (): void => {
    const now = compose.draft.get();
    const wrong = (['to', 'cc', 'bcc'] as const).find((one) =>
      now[one].some((person) => !isAddress(person.address)),
    );
    field(wrong ?? 'to')?.focus();
  };
  const attach = (files: readonly File[]): void => {
    const fits = files.filter((file) => file.size <= mail.capabilities.attachmentMax);
    const over = files.filter((file) => file.size > mail.capabilities.attachmentMax);
    setTooLarge(over.map((file) => file.name).join(', '));
    for (const file of fits) windows.attach(key, file);
    if (fits.length > 0) announce(words.files.added(fits.length));
    setChecks((now) => now.filter((one) => one !== 'attachment-mentioned'));
  };
  const picture = (file: File): void => {
    if (file.size > mail.capabilities.attachmentMax) return setTooLarge(file.name);
    const added = windows.attach(key, file, true);
    if (added?.contentId) editor?.image(added.contentId, pictures.put(added.contentId, file), file.name);
  };
  const send = async (anyway: boolean): Promise<void> => {
    // What is written in a recipient field becomes a recipient when the field is left.
    if (document.activeElement instanceof HTMLInputElement) document.activeElement.blur();
    for (const unused of unusedImages(compose.draft.get())) compose.detach(unused);
    const asked = await sendWith(windows, key, anyway, words);
    setChecks(asked);
    if (asked[0] === 'no-recipient' || asked[0] === 'bad-address') mendRecipients();
  };
  const close = (): void => void windows.close(key);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (!(event.target instanceof Node) || !event.currentTarget.contains(event.target)) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      void send(false);
    }
  };
  const onEscape = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return;
    if (!(event.target instanceof Node) || !event.currentTarget.contains(event.target)) return;
    event.preventDefault();
    close();
  };
  const files = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

  return (
    // A window of its own; the keys are those of the whole window.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={root}
      role="dialog"
      aria-label={title}
      hidden={hidden}
      data-own-keys=""
      data-noprint=""
      className={cx(css['window'], own.look === 'full' && css['full'])}
      onKeyDownCapture={onKeyDown}
      onKeyDown={onEscape}
      onDragOver={(event) => {
        if (!files(event)) return;
        event.preventDefault();
        setDragging(true);
      }}
      onDragLeave={(event) => {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget))
          setDragging(false);
      }}
      onDropCapture={(event) => {
        if (!files(event)) return;
        event.preventDefault();
        event.stopPropagation();
        setDragging(false);
        attach([...event.dataTransfer.files]);
      }}
    >
      <Head
        title={title}
        saved={savedLine(draft, words, format.time)}
        full={own.look === 'full'}
        onMinimise={() => windows.look(key, 'bar')}
        onFull={() => windows.look(key, own.look === 'full' ? 'open' : 'full')}
        onClose={close}
      />
      <HeaderLines
        draft={draft}
        mail={mail}
        account={own.account}
        accounts={accounts}
        mayMove={windows.mayMove(key)}
        onAccount={(id) =>
          void windows.moveTo(key, id).then(() => {
            const moved = windows.list.get().find((one) => one.key === key);
            editor?.setHtml(moved?.compose.draft.get().html ?? '');
          })
        }
        change={(fields) => {
          compose.change(fields);
          setChecks([]);
        }}
        onDone={() => editor?.focus('start')}
      />
      {/* A press below the last line goes to the text; keyboards reach the text itself. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events */}
      <div
        className={css['body']}
        onClick={(event) => {
          if (event.target === event.currentTarget) editor?.focus('end');
        }}
      >
        <EditorView
          html={() => compose.draft.get().html}
          label={words.body}
          spelling={checked}
          changed={(html) => {
            if (html !== compose.draft.get().html) compose.change({ html });
          }}
          onState={setMarks}
          onReady={setEditor}
          picture={picture}
          files={attach}
          dropped={(count) => setLeft((now) => now + count)}
          askLink={() => setLinking(editor?.linkHere() ?? '')}
        />
        {draft.quote === '' ? null : (
          <Quote
            html={draft.quote}
            onRemove={() => {
              const { quote } = draft;
              compose.change({ quote: '' });
              showToast({ text: words.quote.removed, undo: () => compose.change({ quote }) });
            }}
          />
        )}
      </div>
      <Files
        draft={draft}
        onRemove={(one) => compose.detach(one)}
        onRetry={(one) => compose.retryAttachment(one)}
      />
      <Trouble
        draft={draft}
        refusedFiles={tooLarge}
        limit={format.bytes(mail.capabilities.attachmentMax)}
        pictures={left}
        onSeen={() => {
          setTooLarge('');
          setLeft(0);
        }}
      />
      {formatting ? (
        <FormatBar editor={editor} state={marks} onLink={() => setLinking(editor?.linkHere() ?? '')} />
      ) : null}
      <Questions
        draft={draft}
        checks={checks}
        onSend={() => void send(true)}
        onAttach={() => chooser.current?.click()}
        onRecipients={mendRecipients}
        onSubject={() => field('subject')?.focus()}
      />
      <Foot
        busy={draft.state === 'sending' || draft.state === 'unsure'}
        formatting={formatting}
        important={draft.important}
        spelling={checked}
        signed={hasSignature(draft.html)}
        mail={mail}
        onSend={() => void send(false)}
        onAttach={() => chooser.current?.click()}
        onPicture={() => pictureChooser.current?.click()}
        onLink={() => setLinking(editor?.linkHere() ?? '')}
        onFormatting={() => setFormatting(!formatting)}
        onImportant={() => compose.change({ important: !draft.important })}
        onSpelling={() => {
          void mail.saveSpelling(!checked);
          announce(checked ? words.spellingOff : words.spellingOn);
        }}
        onSignature={(html) => editor?.signature(html)}
        onDiscard={() => discardWith(windows, key, words)}
      />
      {[
        [chooser, undefined, attach] as const,
        [pictureChooser, 'image/*', (some: readonly File[]) => some.forEach(picture)] as const,
      ].map(([ref, accept, take]) => (
        <input
          key={accept ?? 'any'}
          ref={ref}
          type="file"
          multiple
          hidden
          accept={accept}
          aria-label={accept === undefined ? words.files.attach : words.files.image}
          onChange={(event) => {
            take([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
      ))}
      {dragging ? <div className={css['drop']}>{words.files.drop}</div> : null}
      <LinkQuestion address={linking} editor={editor} onDone={() => setLinking(null)} />
    </section>
  );
}
