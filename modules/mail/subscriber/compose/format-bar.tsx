import { IconButton, Toolbar, ToolSeparator, useWords, type IconName } from '@telink/ui';
import type { Deed, Editor, EditorState, Mark } from './editor/open-editor.ts';
import { roving } from './roving.ts';
import { composeWords } from './words.ts';
import css from './compose.module.css';

const marks: readonly (readonly [Exclude<Mark, 'link'>, IconName, string | undefined])[] = [
  ['bold', 'bold', 'mod+b'],
  ['italic', 'italic', 'mod+i'],
  ['underline', 'underline', 'mod+u'],
  ['strike', 'strikethrough', 'mod+shift+7'],
  ['bullets', 'list', 'mod+shift+8'],
  ['numbers', 'list-ordered', 'mod+shift+9'],
  ['quote', 'text-quote', undefined],
];

/** How the text looks: pressed is what holds at the caret. */
export function FormatBar({
  editor,
  state,
  onLink,
}: {
  readonly editor: Editor | null;
  readonly state: EditorState;
  readonly onLink: () => void;
}) {
  const words = useWords(composeWords);
  const tool = (
    deed: Deed,
    icon: IconName,
    keys: string | undefined,
    rest: {
      readonly disabled?: boolean;
      readonly pressed?: boolean;
      readonly className?: string | undefined;
    },
  ) => (
    <IconButton
      key={deed}
      icon={icon}
      label={words.format[deed]}
      tint
      {...(keys === undefined ? {} : { keys })}
      {...rest}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => editor?.do(deed)}
    />
  );
  return (
    <div
      ref={roving.ref}
      onKeyDown={roving.onKeyDown}
      onFocus={roving.onFocus}
      className={css['formatBar']}
      role="presentation"
    >
      <Toolbar label={words.format.bar} className={css['formatTools']}>
        {marks.map(([deed, icon, keys]) => tool(deed, icon, keys, { pressed: state.on.has(deed) }))}
        {tool('clear', 'remove-formatting', undefined, {})}
        <IconButton
          icon="link"
          label={words.link.make}
          keys="mod+k"
          tint
          pressed={state.on.has('link')}
          onPointerDown={(event) => event.preventDefault()}
          onClick={onLink}
        />
        <ToolSeparator />
        {tool('undo', 'undo-2', 'mod+z', { disabled: !state.canUndo })}
        {tool('redo', 'undo-2', 'mod+shift+z', { disabled: !state.canRedo, className: css['redo'] })}
      </Toolbar>
    </div>
  );
}
