import { expect, test } from 'vitest';
import type { Provider } from '../port/provider.ts';
import { emptyDraft } from './record.ts';
import { openWriting, type WritingParts } from './writing.ts';

/** A vault that takes its time, and a clock that is turned by hand. */
function desk() {
  const waiting: { due: number; then: () => void }[] = [];
  const keeping: ((kept: boolean) => void)[] = [];
  let now = 0;
  const parts: WritingParts = {
    provider: {
      createDraft: async () => ({ ok: false, reason: 'offline' }),
    } as unknown as Provider,
    timer: {
      now: () => now,
      after: (ms, then) => {
        const one = { due: now + ms, then };
        waiting.push(one);
        return () => void waiting.splice(0, waiting.length, ...waiting.filter((each) => each !== one));
      },
      random: () => 0,
    },
    page: {} as WritingParts['page'],
    uuid: () => 'u',
    holdSeconds: () => 10,
    checks: () => [],
    outgoing: (html) => html,
    keep: () => new Promise((done) => void keeping.push(done)),
    changed: () => undefined,
    moved: () => undefined,
    forget: () => undefined,
    trash: () => null,
  };
  return {
    writing: openWriting(parts, {
      draft: emptyDraft('d'),
      source: null,
      internetId: '',
      unsaved: [],
      wanted: false,
      unsure: false,
    }),
    pass(ms: number) {
      now += ms;
      for (const one of waiting.filter(({ due }) => due <= now)) {
        waiting.splice(waiting.indexOf(one), 1);
        one.then();
      }
    },
    async kept() {
      keeping.shift()?.(true);
      await new Promise((done) => void setTimeout(done, 0));
    },
  };
}

test('words typed while older ones are being kept are not said to be safe until they are', async () => {
  const { writing, pass, kept } = desk();
  writing.change({ subject: 'Först' });
  pass(400);
  writing.change({ html: 'nya ord' });
  await kept();
  expect(writing.draft.get().state).toBe('typing');
  pass(400);
  await kept();
  expect(writing.draft.get().state).toBe('kept-here');
});

test('a provider that is away does not make words safe that the vault does not have', async () => {
  const { writing, pass, kept } = desk();
  writing.change({ subject: 'Först' });
  pass(400);
  await kept();
  writing.change({ html: 'nya ord' });
  await writing.saveNow();
  expect(writing.draft.get().state).toBe('typing');
  pass(400);
  await kept();
  expect(writing.draft.get().state).toBe('kept-here');
});
