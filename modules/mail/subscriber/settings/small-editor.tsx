import { useState } from 'react';
import { EditorView } from '../compose/editor/editor.tsx';
import type { Editor, EditorState } from '../compose/editor/open-editor.ts';
import { FormatBar } from '../compose/format-bar.tsx';
import { LinkQuestion } from '../compose/link-question.tsx';
import css from './settings.module.css';

const still: EditorState = { on: new Set(), canUndo: false, canRedo: false };
const nothing = (): void => undefined;

/** A few lines of formatted text. Images and files have no place in it. */
export function SmallEditor({
  label,
  named = false,
  hint,
  html,
  spelling,
  onChange,
}: {
  readonly label: string;
  /** Its heading says the same: the label is for those who hear it. */
  readonly named?: boolean;
  readonly hint?: string;
  readonly html: string;
  readonly spelling: boolean;
  readonly onChange: (html: string) => void;
}) {
  const [editor, setEditor] = useState<Editor | null>(null);
  const [marks, setMarks] = useState(still);
  const [first] = useState(html);
  const [linking, setLinking] = useState<string | null>(null);
  const ask = (): void => setLinking(editor?.linkHere() ?? '');
  return (
    <div className={css['small']}>
      {named ? null : (
        <span className={css['smallLabel']} aria-hidden="true">
          {label}
        </span>
      )}
      <div className={css['smallBox']}>
        <EditorView
          html={() => first}
          label={label}
          spelling={spelling}
          changed={onChange}
          onState={setMarks}
          onReady={setEditor}
          picture={nothing}
          files={nothing}
          dropped={nothing}
          askLink={ask}
        />
        <FormatBar editor={editor} state={marks} onLink={ask} />
      </div>
      <LinkQuestion address={linking} editor={editor} onDone={() => setLinking(null)} />
      {hint === undefined ? null : <span className={css['hint']}>{hint}</span>}
    </div>
  );
}
