import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { readConfig } from '#platform/config';
import { retainedCommands } from './retained-commands.ts';

const folder = mkdtempSync(join(tmpdir(), 'telink-retained-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Said {
  readonly code: number;
  readonly out: readonly string[];
  readonly complained: string;
}
/** The command, on a folder where no database is: whatever it refuses, it refuses before it opens one. */
async function telink(
  word: string,
  args: readonly string[],
  options: Record<string, string> = {},
): Promise<Said> {
  const command = retainedCommands.find(({ words }) => words[1] === word)!;
  const [out, complained]: [string[], string[]] = [[], []];
  const io = { out: (text: string) => out.push(text), complain: (text: string) => complained.push(text) };
  const config = readConfig({ TELINK_DATA: join(folder, 'none') });
  const code = await command.run({ config, args, json: false, options, io });
  return { code, out, complained: complained.join('\n') };
}

test('an order without a decision, without a key, with a private one or none at all is refused, and says why', async () => {
  const identity = await generateIdentity();
  const cases: [Record<string, string>, RegExp][] = [
    [{}, /--ground/],
    [{ ground: 'PTS 26-1' }, /--recipients/],
    [{ ground: 'PTS 26-1', recipients: 'age1nonsense' }, /no age recipient/],
    [{ ground: 'PTS 26-1', recipients: identity }, /private key/],
  ];
  for (const [options, why] of cases) {
    const { code, complained } = await telink('order', [], options);
    expect([code, complained]).toEqual([2, expect.stringMatching(why)]);
    expect(complained).toContain('Nothing was changed');
    expect(complained).not.toContain(identity);
  }
});

test('pieces are not handed over without days, kind, authority and decision', async () => {
  const whole = { kind: 'telephony', from: '2026-11-01', to: '2026-11-30', authority: 'A', decision: 'B' };
  const cases: [string[], Record<string, string>, RegExp][] = [
    [[], whole, /folder/],
    [[folder], { ...whole, kind: 'letters' }, /telephony or internet/],
    [[folder], { ...whole, from: '2026-02-30' }, /YYYY-MM-DD/],
    [[folder], { ...whole, to: '2026-10-31' }, /first not after the last/],
    [[folder], { ...whole, authority: ' ' }, /--authority/],
    [[folder], { ...whole, decision: '' }, /--decision/],
  ];
  for (const [args, options, why] of cases) {
    const { code, complained } = await telink('hand-over', args, options);
    expect([code, complained]).toEqual([2, expect.stringMatching(why)]);
    expect(complained).toContain('Nothing was handed over');
  }
});

test('a piece is opened with its key, narrowed to a number however that is written; another file, key or number is told apart', async () => {
  const identity = await generateIdentity();
  const [key, wrong, piece, other] = ['key', 'wrong', 'piece.age', 'other'].map((name) => join(folder, name));
  const line = (served: string, to: string): string => JSON.stringify({ served, other: to });
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(identity));
  const text = `${line('46701740605', '46846500420')}\n${line('46701740606', '112')}\n`;
  writeFileSync(piece!, await encrypter.encrypt(gzipSync(text)));
  writeFileSync(key!, `# created: today\n${identity}\n`);
  writeFileSync(wrong!, `${await generateIdentity()}\n`);
  writeFileSync(other!, 'not a piece');
  const opened = async (args: string[], options: Record<string, string>): Promise<Said> =>
    telink('open', args, options);

  expect((await opened([piece!], { identity: key! })).out).toHaveLength(2);
  for (const number of ['070-174 06 05', '+46701740605', '0046701740605'])
    expect((await opened([piece!], { identity: key!, number })).out, number).toEqual([
      line('46701740605', '46846500420'),
    ]);
  expect((await opened([piece!], { identity: key!, number: '112' })).out).toHaveLength(1);

  const cases: [string[], Record<string, string>, number, RegExp][] = [
    [[], { identity: key! }, 2, /Name the pieces/],
    [[piece!], {}, 2, /--identity/],
    [[join(folder, 'absent.age')], { identity: key! }, 2, /no file .*absent/],
    [[piece!], { identity: other! }, 2, /holds no age identity/],
    [[piece!], { identity: key!, number: 'Vera' }, 2, /--number/],
    [[piece!], { identity: wrong! }, 1, /not sealed to this key/],
    [[other!], { identity: key! }, 1, /not sealed to this key/],
  ];
  for (const [args, options, code, why] of cases) {
    const said = await opened(args, options);
    expect([said.code, said.complained]).toEqual([code, expect.stringMatching(why)]);
    expect(said.out).toEqual([]);
  }
});
