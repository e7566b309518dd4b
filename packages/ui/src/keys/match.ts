/** What a key press is, apart from the browser that reported it. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  /** Milliseconds on any steady clock. */
  readonly timeStamp: number;
}

/** How long a sequence such as «g i» waits for its next key, in milliseconds. */
export const sequencePause = 1200;

interface Stroke {
  readonly key: string;
  readonly mod: boolean;
  readonly alt: boolean;
  /** undefined = whatever the printed character needs («?» is shifted on most keyboards). */
  readonly shift: boolean | undefined;
}

const named: Readonly<Record<string, string>> = {
  enter: 'enter',
  esc: 'escape',
  escape: 'escape',
  space: ' ',
  del: 'delete',
  delete: 'delete',
  backspace: 'backspace',
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
  home: 'home',
  end: 'end',
  tab: 'tab',
};

/** «g i», «mod+enter», «shift+u», «?»: strokes apart by spaces, modifiers joined by plus. */
export function parseKeys(keys: string): readonly Stroke[] {
  return keys
    .trim()
    .split(/\s+/)
    .map((text) => {
      const parts = text === '+' ? ['+'] : text.split('+').map((part) => part.toLowerCase());
      const last = parts.at(-1) ?? '';
      const key = named[last] ?? last;
      const mods = new Set(parts.slice(0, -1));
      for (const mod of mods)
        if (!['mod', 'alt', 'shift'].includes(mod)) throw new Error(`Unknown modifier «${mod}» in «${keys}»`);
      if (key === '') throw new Error(`No key in «${keys}»`);
      const printed = key.length === 1 && key.toLowerCase() === key.toUpperCase();
      return {
        key,
        mod: mods.has('mod'),
        alt: mods.has('alt'),
        shift: printed ? undefined : mods.has('shift'),
      };
    });
}

function hits(stroke: Stroke | undefined, press: KeyPress): boolean {
  return (
    stroke !== undefined &&
    press.key.toLowerCase() === stroke.key &&
    (press.ctrlKey || press.metaKey) === stroke.mod &&
    press.altKey === stroke.alt &&
    (stroke.shift === undefined || press.shiftKey === stroke.shift)
  );
}

/** True for keys that may run while someone types: everything held with Ctrl, ⌘ or Alt, and Escape. */
export function runsWhileTyping(keys: string): boolean {
  return parseKeys(keys).every((stroke) => stroke.mod || stroke.alt || stroke.key === 'escape');
}

export type Match<B> =
  | { readonly kind: 'hit'; readonly binding: B }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'none' };

/**
 * Follows key presses and says which binding they complete. The last binding given wins, so a screen
 * may take over a key from the frame around it. A key that is whole by itself never waits for a longer sequence.
 */
export function createMatcher(): {
  feed<B extends { readonly keys: string }>(press: KeyPress, bindings: readonly B[]): Match<B>;
} {
  let pressed: KeyPress[] = [];
  return {
    feed(press, bindings) {
      if (['Shift', 'Control', 'Alt', 'Meta', 'AltGraph'].includes(press.key)) return { kind: 'none' };
      const previous = pressed.at(-1);
      if (previous !== undefined && press.timeStamp - previous.timeStamp > sequencePause) pressed = [];
      // When a sequence leads nowhere, its last key is still a key of its own.
      for (const trail of pressed.length > 0 ? [[...pressed, press], [press]] : [[press]]) {
        const reached = bindings
          .map((binding) => ({ binding, strokes: parseKeys(binding.keys) }))
          .filter(
            ({ strokes }) =>
              strokes.length >= trail.length && trail.every((one, at) => hits(strokes[at], one)),
          );
        const whole = reached.findLast(({ strokes }) => strokes.length === trail.length);
        if (whole !== undefined) {
          pressed = [];
          return { kind: 'hit', binding: whole.binding };
        }
        if (reached.length > 0) {
          pressed = trail;
          return { kind: 'waiting' };
        }
      }
      pressed = [];
      return { kind: 'none' };
    },
  };
}

/** The keys as they are printed on the keyboard at hand: «Ctrl ↵» or «⌘ ↵». */
export function printedKeys(keys: string, apple: boolean): readonly (readonly string[])[] {
  const signs: Readonly<Record<string, string>> = {
    enter: '↵',
    escape: 'Esc',
    ' ': '␣',
    delete: 'Del',
    backspace: '⌫',
    arrowup: '↑',
    arrowdown: '↓',
    arrowleft: '←',
    arrowright: '→',
    tab: '⇥',
    home: 'Home',
    end: 'End',
  };
  return parseKeys(keys).map((stroke) => [
    ...(stroke.mod ? [apple ? '⌘' : 'Ctrl'] : []),
    ...(stroke.alt ? [apple ? '⌥' : 'Alt'] : []),
    ...(stroke.shift === true ? ['⇧'] : []),
    signs[stroke.key] ?? stroke.key.toUpperCase(),
  ]);
}

/** The same keys as `aria-keyshortcuts` wants them; sequences have no form there and give undefined. */
export function ariaKeys(keys: string, apple: boolean): string | undefined {
  const strokes = parseKeys(keys);
  const [only] = strokes;
  if (only === undefined || strokes.length > 1) return undefined;
  const key =
    only.key === ' '
      ? 'Space'
      : only.key.length === 1
        ? only.key.toUpperCase()
        : only.key.replace(
            /^(arrow)?(.)/,
            (_, arrow: string | undefined, first: string) => (arrow ? 'Arrow' : '') + first.toUpperCase(),
          );
  return [
    ...(only.mod ? [apple ? 'Meta' : 'Control'] : []),
    ...(only.alt ? ['Alt'] : []),
    ...(only.shift === true ? ['Shift'] : []),
    key,
  ].join('+');
}
