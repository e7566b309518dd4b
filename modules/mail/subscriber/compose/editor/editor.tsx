import { useEffect, useRef } from 'react';
import type { Editor, EditorOutside, EditorState } from './open-editor.ts';
import css from '../compose.module.css';

export interface EditorViewProps extends Omit<EditorOutside, 'state' | 'html'> {
  /** Read once, when the editor opens. */
  readonly html: () => string;
  readonly label: string;
  readonly spelling: boolean;
  readonly onState: (state: EditorState) => void;
  /** The editor is there, or gone. */
  readonly onReady: (editor: Editor | null) => void;
  readonly describedBy?: string | undefined;
}

/** Where one writes. The editor's script comes when it is first needed. */
export function EditorView(props: EditorViewProps) {
  const root = useRef<HTMLDivElement>(null);
  const now = useRef(props);
  useEffect(() => {
    now.current = props;
  });
  useEffect(() => {
    let editor: Editor | null = null;
    let gone = false;
    void import('./open-editor.ts').then(({ openEditor }) => {
      if (gone || root.current === null) return;
      editor = openEditor(root.current, {
        html: now.current.html(),
        changed: (html) => now.current.changed(html),
        state: (state) => now.current.onState(state),
        picture: (file) => now.current.picture(file),
        files: (files) => now.current.files(files),
        dropped: (count) => now.current.dropped(count),
        askLink: () => now.current.askLink(),
      });
      now.current.onReady(editor);
    });
    return () => {
      gone = true;
      editor?.close();
      now.current.onReady(null);
    };
  }, []);
  return (
    <div
      ref={root}
      className={css['writing']}
      role="textbox"
      aria-multiline="true"
      aria-label={props.label}
      aria-describedby={props.describedBy}
      // In the markup too, so that one can type before the script has come; it takes those words up.
      contentEditable
      suppressContentEditableWarning
      tabIndex={0}
      spellCheck={props.spelling}
      translate="no"
      autoCorrect={props.spelling ? 'on' : 'off'}
      autoCapitalize="sentences"
      data-gramm="false"
    />
  );
}
