import { expect, test } from 'vitest';
import {
  ariaKeys,
  createMatcher,
  parseKeys,
  printedKeys,
  runsWhileTyping,
  sequencePause,
  type KeyPress,
} from './match.ts';

function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, timeStamp: 0, ...more };
}

/** What a row of presses runs, in order. */
function run(bindings: readonly string[], presses: readonly KeyPress[]): string[] {
  const matcher = createMatcher();
  const held = bindings.map((keys) => ({ keys }));
  return presses.flatMap((one) => {
    const match = matcher.feed(one, held);
    return match.kind === 'hit' ? [match.binding.keys] : [];
  });
}

test('a single key, a sequence and a held key each run', () => {
  expect(
    run(
      ['e', 'g i', 'mod+enter'],
      [press('e'), press('g'), press('i', { timeStamp: 300 }), press('Enter', { ctrlKey: true })],
    ),
  ).toEqual(['e', 'g i', 'mod+enter']);
  expect(run(['mod+enter'], [press('Enter', { metaKey: true })])).toEqual(['mod+enter']);
});

test('a held key does not run its plain twin, nor the other way round', () => {
  expect(
    run(['c'], [press('c', { ctrlKey: true }), press('c', { altKey: true }), press('C', { shiftKey: true })]),
  ).toEqual([]);
  expect(run(['mod+k'], [press('k')])).toEqual([]);
  expect(run(['shift+u'], [press('u'), press('U', { shiftKey: true })])).toEqual(['shift+u']);
});

test('printed signs run however the keyboard makes them', () => {
  expect(
    run(
      ['?', '#', '/'],
      [
        press('?', { shiftKey: true }),
        press('#', { shiftKey: true }),
        press('/', { shiftKey: true }),
        press('/'),
      ],
    ),
  ).toEqual(['?', '#', '/', '/']);
});

test('a sequence dies of waiting, and its last key is then a key of its own', () => {
  expect(run(['g i', 'i'], [press('g'), press('i', { timeStamp: sequencePause + 1 })])).toEqual(['i']);
  expect(run(['g i', 'e'], [press('g'), press('e', { timeStamp: 100 })])).toEqual(['e']);
  expect(
    run(
      ['g i', 'g g'],
      [press('g'), press('x', { timeStamp: 1 }), press('g', { timeStamp: 2 }), press('g', { timeStamp: 3 })],
    ),
  ).toEqual(['g g']);
  expect(run(['g i'], [press('g'), press('Shift', { timeStamp: 1 }), press('i', { timeStamp: 2 })])).toEqual([
    'g i',
  ]);
});

test('the binding given last takes the key', () => {
  const matcher = createMatcher();
  const match = matcher.feed(press('e'), [
    { keys: 'e', from: 'frame' },
    { keys: 'e', from: 'screen' },
  ]);
  expect(match).toEqual({ kind: 'hit', binding: { keys: 'e', from: 'screen' } });
});

test('only held keys and Escape run while someone types', () => {
  expect(['e', 'g i', '?', 'mod+enter', 'alt+n', 'esc', 'shift+u'].filter(runsWhileTyping)).toEqual([
    'mod+enter',
    'alt+n',
    'esc',
  ]);
});

test('keys that cannot be read are refused', () => {
  expect(() => parseKeys('hyper+k')).toThrow('hyper');
  expect(() => parseKeys('mod+')).toThrow('No key');
});

test('keys are printed as on the keyboard at hand and told as assistive technology wants them', () => {
  expect(printedKeys('mod+enter', false)).toEqual([['Ctrl', '↵']]);
  expect(printedKeys('mod+enter', true)).toEqual([['⌘', '↵']]);
  expect(printedKeys('g i', false)).toEqual([['G'], ['I']]);
  expect([
    ariaKeys('mod+enter', false),
    ariaKeys('mod+b', true),
    ariaKeys('shift+u', false),
    ariaKeys('up', false),
    ariaKeys('g i', false),
  ]).toEqual(['Control+Enter', 'Meta+B', 'Shift+U', 'ArrowUp', undefined]);
});
