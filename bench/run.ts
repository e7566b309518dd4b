import { benchMail } from './mail.ts';
import { readOptions, USAGE } from './options.ts';
import { jsonOf, tableOf } from './report.ts';

/** `npm run bench -- <name>`: measures the running product, prints, and leaves nothing behind. */
const options = readOptions(process.argv.slice(2));
if (typeof options === 'string' || options.bench !== 'mail') {
  process.stderr.write(
    `${typeof options === 'string' ? options : `There is no bench «${options.bench}».`}\n\n${USAGE}`,
  );
  process.exit(2);
}
for (const messages of options.messages) {
  const report = await benchMail(messages, options.runs, (line) => process.stderr.write(`${line}\n`));
  process.stdout.write(options.json ? jsonOf(report) : `\n${tableOf(report)}`);
}
