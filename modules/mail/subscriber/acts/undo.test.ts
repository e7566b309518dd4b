import { expect, test } from 'vitest';
import { createUndoStack } from './undo.ts';

const act = (log: string[], name: string) => ({
  count: 1,
  undo: () => (log.push(name), { count: 1, undo: null }),
});

test('the latest act is taken back first, each only once', () => {
  const log: string[] = [];
  const stack = createUndoStack();
  stack.push('one', act(log, 'one'));
  const takeTwo = stack.push('two', act(log, 'two'));
  stack.undoLast();
  takeTwo?.();
  stack.undoLast();
  expect(stack.undoLast()).toBeUndefined();
  expect(log).toEqual(['two', 'one']);
});

test('a toast takes back its own act, although others came after', () => {
  const log: string[] = [];
  const stack = createUndoStack();
  const takeOne = stack.push('one', act(log, 'one'));
  stack.push('two', act(log, 'two'));
  takeOne?.();
  expect(log).toEqual(['one']);
  expect(stack.undoLast()?.text).toBe('two');
});

test('what cannot be taken back, or did nothing, is not remembered', () => {
  const stack = createUndoStack();
  expect(stack.push('erased', { count: 3, undo: null })).toBeNull();
  expect(stack.push('nothing', { count: 0, undo: () => ({ count: 0, undo: null }) })).toBeNull();
  expect(stack.undoLast()).toBeUndefined();
});
