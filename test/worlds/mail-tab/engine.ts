import { afterEach, beforeEach, expect } from 'vitest';
import { createMail } from '../../../modules/mail/subscriber/engine/mail.ts';
import { createMemoryIndex } from '../../../modules/mail/subscriber/engine/search/index-memory.ts';
import { readSource } from '../../../modules/mail/subscriber/engine/show/read-source.ts';
import type { Mail } from '../../../modules/mail/subscriber/engine/types.ts';
import { startMicrosoft365, type Microsoft365 } from '../microsoft365/index.ts';
import { openTab, type Tab, type TabOptions } from './index.ts';

export const ANNA = 'anna.ek@bjorkviken.example';

export interface EngineWorld {
  /** Fresh for each test; the contracts it was held to are checked after it. */
  readonly world: Microsoft365;
  tabOf(options?: TabOptions): Tab;
  /** The engine in a tab, closed after the test. */
  mailIn(tab: Tab): Mail;
}

/** The whole mail engine outside a browser, against the stand-in: call it once at the top of a test file. */
export function useEngine(): EngineWorld {
  let world: Microsoft365;
  const open: Mail[] = [];
  beforeEach(async () => {
    world = await startMicrosoft365({
      seed: 'empty',
      accounts: [{ address: ANNA, name: 'Anna Ek', consent: { kind: 'approve' } }],
    });
  });
  afterEach(async () => {
    for (const mail of open.splice(0)) mail.close();
    const { violations } = world;
    await world.stop();
    expect(violations, 'the contracts were broken').toEqual([]);
  });
  return {
    get world() {
      return world;
    },
    tabOf: (options) => openTab(world, ANNA, options),
    mailIn(tab) {
      const mail = createMail({
        ...tab.environment,
        searchIndex: createMemoryIndex(),
        readSource: async (bytes) => ({ ok: true, source: await readSource(bytes) }),
      });
      open.push(mail);
      return mail;
    },
  };
}
