import { parseArgs } from 'node:util';
import { ConfigError, readConfig } from '#platform/config';
import { COMMANDS, type CommandIo } from './commands.ts';

/** `npm run telink -- COMMAND`: the operator's command line. Exit codes: 0 done, 1 the answer is no or it failed, 2 wrong words. */
const io: CommandIo = {
  out: (text) => process.stdout.write(`${text}\n`),
  complain: (text) => process.stderr.write(`${text}\n`),
};

function help(): string {
  const rows = COMMANDS.map(
    (command) => `  ${`${command.words.join(' ')} ${command.takes}`.trim().padEnd(30)} ${command.does}`,
  );
  return [
    'telink COMMAND [--json]',
    '',
    ...rows,
    '',
    'Every command answers in words, or as one JSON value with --json.',
  ].join('\n');
}

async function run(): Promise<number> {
  const texts = Object.fromEntries(
    COMMANDS.flatMap(({ options = [] }) => options.map((name) => [name, { type: 'string' as const }])),
  );
  const flags = Object.fromEntries(
    COMMANDS.flatMap(({ flags: names = [] }) => names.map((name) => [name, { type: 'boolean' as const }])),
  );
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    strict: false,
    options: {
      ...flags,
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
      ...texts,
    },
  });
  if (values.help === true || positionals.length === 0) {
    io.out(help());
    return positionals.length === 0 && values.help !== true ? 2 : 0;
  }
  const command = COMMANDS.find(({ words }) => words.every((word, index) => positionals[index] === word));
  if (!command) {
    io.complain(`There is no command «${positionals.join(' ')}».\n\n${help()}`);
    return 2;
  }
  const known = new Set(['json', ...(command.options ?? []), ...(command.flags ?? [])]);
  const unknown = Object.keys(values).filter((name) => !known.has(name));
  if (unknown.length > 0) {
    io.complain(`«${command.words.join(' ')}» does not take --${unknown[0]}.`);
    return 2;
  }
  return command.run({
    config: readConfig(process.env),
    args: positionals.slice(command.words.length),
    json: values.json === true,
    options: values,
    io,
  });
}

try {
  process.exitCode = await run();
} catch (error) {
  io.complain(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof ConfigError ? 2 : 1;
}
