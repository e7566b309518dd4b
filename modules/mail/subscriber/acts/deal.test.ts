import { expect, test } from 'vitest';
import type { Act, Mail, Mailbox } from '../engine/types.ts';
import { sv } from '../text.sv.ts';
import { createDeal, targetOf, type Target } from './deal.ts';
import { createUndoStack } from './undo.ts';

const target: Target = { ids: ['a', 'b'], count: 1, heads: ['a'], anyUnread: false, anyFlagged: true };
const trash: Mailbox = { id: 't', role: 'trash', name: 'x', parent: null, unread: 0, total: 1 };

function desk() {
  const log: string[] = [];
  const did = (text: string): Act => {
    log.push(text);
    return { count: 1, undo: text.startsWith('erase') ? null : () => did(`undo ${text}`) };
  };
  const said: { text: string; undo: (() => void) | null }[] = [];
  const asked: (() => void)[] = [];
  const mail = {
    archive: (ids: readonly string[]) => did(`archive ${ids.join()}`),
    remove: (ids: readonly string[]) => did(`erase ${ids.join()}`),
    setFlag: (ids: readonly string[], on: boolean) => did(`flag ${ids.join()} ${on}`),
  } as unknown as Mail;
  const undo = createUndoStack();
  const deal = createDeal({
    mail,
    undo,
    words: () => sv,
    nameOf: (one) => one.name,
    say: (text, back) => said.push({ text, undo: back }),
    confirmErase: (_, go) => asked.push(go),
  });
  return { deal, log, said, asked, undo };
}

test('archiving acts on every message of the conversation, says so, and can be taken back from the toast', () => {
  const { deal, log, said } = desk();
  deal({ do: 'archive' }, target, undefined);
  expect(said[0]?.text).toBe('Arkiverad.');
  said[0]?.undo?.();
  expect(log).toEqual(['archive a,b', 'undo archive a,b']);
});

test('a flag is set on the newest message and taken off all', () => {
  const { deal, log } = desk();
  deal({ do: 'flag' }, target, undefined);
  deal({ do: 'unflag' }, target, undefined);
  expect(log).toEqual(['flag a true', 'flag a,b false']);
});

test('erasing from the trash asks first, and says afterwards that it is for good, without a way back', () => {
  const { deal, log, said, asked } = desk();
  deal({ do: 'remove' }, target, trash);
  expect(log).toEqual([]);
  asked[0]?.();
  expect(log).toEqual(['erase a,b']);
  expect(said).toEqual([{ text: 'Raderad för gott.', undo: null }]);
});

test('nothing chosen, nothing done and nothing said', () => {
  const { deal, log, said } = desk();
  deal({ do: 'archive' }, targetOf([]), undefined);
  expect([log, said]).toEqual([[], []]);
});
