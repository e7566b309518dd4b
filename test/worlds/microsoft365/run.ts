import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { messagesIn } from './mail-files.ts';
import { startMicrosoft365 } from './index.ts';

/**
 * The stand-in as a process of its own, for the demonstration. Prints one line of JSON when ready; ends on SIGTERM,
 * SIGINT, or when standard input closes (the parent is gone).
 *
 * `run.ts [--login PORT] [--graph PORT] [--upload PORT] [--account ADDRESS --folder NAME] [--seed demonstration|empty] [--keep FILE] [FILE|FOLDER …]`
 * Files are .eml or mbox. Environment: TELINK_MICROSOFT_CLIENT_ID, TELINK_MICROSOFT_CLIENT_SECRET.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    login: { type: 'string' },
    graph: { type: 'string' },
    upload: { type: 'string' },
    account: { type: 'string', default: 'elin@example.se' },
    folder: { type: 'string', default: 'inbox' },
    seed: { type: 'string', default: 'demonstration' },
    keep: { type: 'string' },
    'key-file': { type: 'string' },
    'cert-file': { type: 'string' },
  },
});

const id = process.env['TELINK_MICROSOFT_CLIENT_ID'];
const secret = process.env['TELINK_MICROSOFT_CLIENT_SECRET'];
const tls =
  values['key-file'] === undefined || values['cert-file'] === undefined
    ? undefined
    : { key: await readFile(values['key-file'], 'utf8'), cert: await readFile(values['cert-file'], 'utf8') };

const world = await startMicrosoft365({
  ports: {
    login: Number(values.login ?? 0),
    graph: Number(values.graph ?? 0),
    upload: Number(values.upload ?? 0),
  },
  seed: values.seed === 'empty' ? 'empty' : 'demonstration',
  // A visitor must never meet a 500 because of a slip in the stand-in; the tests are strict.
  check: 'log',
  ...(tls === undefined ? {} : { tls }),
  ...(values.keep === undefined ? {} : { keep: values.keep }),
  ...(id === undefined || secret === undefined ? {} : { client: { id, secret } }),
});

let filled = 0;
for (const path of positionals)
  filled += await world.fill(values.account, values.folder, await messagesIn(path));

process.stdout.write(
  `${JSON.stringify({
    ready: true,
    login: world.login,
    graph: world.graph,
    upload: world.upload,
    client: world.client,
    accounts: world.accounts.map(({ address, name }) => ({ address, name })),
    checked: world.checked,
    note: world.checked
      ? 'requests and answers are checked against the published contracts'
      : 'the published contracts are not at hand: nothing is checked against them',
    filled,
  })}\n`,
);

let ending = false;
const end = (): void => {
  if (ending) return;
  ending = true;
  void world.stop().then(() => process.exit(0));
};
process.on('SIGTERM', end);
process.on('SIGINT', end);
// The parent hands over new mail as it comes, one JSON line each: {"fill": path}.
if (!process.stdin.isTTY) {
  createInterface({ input: process.stdin }).on('line', (line) => {
    const { fill } = JSON.parse(line) as { fill?: string };
    if (fill !== undefined)
      void messagesIn(fill)
        .then((messages) => world.fill(values.account, values.folder, messages))
        .catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
  });
  process.stdin.on('end', end).on('close', end);
}
