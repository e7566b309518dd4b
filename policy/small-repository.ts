import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const LOCK = `/** Opens for the right word only (promise mail.4). */\nexport const opens = (word: string): boolean => word === 'sesam';\n`;

const LOCK_TEST = `import { beforeAll, describe, expect, test } from 'vitest';
import { promise } from '../../policy/promise.ts';
import { opens } from './lock.ts';

promise('mail.4', 'the lock stays shut for the wrong word', () => expect(opens('fel')).toBe(false));
promise(['mail.1', 'mail.5'], 'two promises, one proof', () => expect(opens('sesam')).toBe(true));
promise('mail.5', 'the other proof breaks', () => expect(opens('sesam')).toBe(false));
promise('mail.6', 'what it needs is not here', () => expect(1).toBe(1), { skip: 'the corpus is absent' });
promise('mail.7', 'nothing is asserted', () => opens('sesam'));
describe('a suite whose set-up throws', () => {
  beforeAll(() => { throw new Error('no database'); });
  promise('mail.8', 'never gets to run', () => expect(1).toBe(1));
});
describe('inside a suite', () => promise('mail.10', 'is found too', () => expect(opens('sesam')).toBe(true)));
test('an ordinary test is not a proof', () => expect.unreachable());
`;

const BROKEN_TEST = `import { expect } from 'vitest';
import { promise } from '../../policy/promise.ts';
import { gone } from './gone.ts';
promise('mail.9', 'its file does not load', () => expect(gone).toBe(1));
`;

const CONFIG = `export default { test: { projects: [{ test: { name: 'unit', include: ['modules/**/*.test.ts'] } }] } };\n`;

/** A repository in small: this policy and its runner, one enforcement, and proofs that go every way a proof can go. Removed by the returned function. */
export function smallRepository(): { readonly root: string; readonly remove: () => void } {
  const place = mkdtempSync(join(tmpdir(), 'telink-small-'));
  const root = join(place, 'main');
  cpSync(import.meta.dirname, join(root, 'policy'), {
    recursive: true,
    filter: (path) => !path.endsWith('.test.ts'),
  });
  symlinkSync(join(import.meta.dirname, '../node_modules'), join(root, 'node_modules'));
  const files = {
    'package.json': '{ "type": "module", "imports": { "#policy": "./policy/promises.ts" } }\n',
    'vitest.config.ts': CONFIG,
    'modules/door/lock.ts': LOCK,
    'modules/door/lock.test.ts': LOCK_TEST,
    'modules/door/broken.test.ts': BROKEN_TEST,
    'platform/lonely.test.ts': `import { expect } from 'vitest';\nimport { promise } from '../policy/promise.ts';\npromise('mail.2', 'no project runs this file', () => expect(1).toBe(1));\n`,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return { root, remove: () => rmSync(place, { recursive: true, force: true }) };
}
