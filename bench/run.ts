import { benchMail } from './mail.ts';
import { readOptions, USAGE } from './options.ts';
import { benchRating, ratingTable } from './rating.ts';
import { benchParse } from './parse.ts';
import { benchPrivacy, privacyTable } from './privacy.ts';
import { benchRecords, recordsTable } from './records.ts';
import { jsonOf, tableOf } from './report.ts';

/** `npm run bench -- <name>`: measures the running product, prints, and leaves nothing behind. */
const options = readOptions(process.argv.slice(2));
if (typeof options !== 'string' && options.bench === 'parse') {
  process.stdout.write(benchParse(options));
  process.exit(0);
}
if (typeof options !== 'string' && options.bench === 'traffic') {
  const lines = await benchRecords(options, (line) => process.stderr.write(`${line}\n`));
  process.stdout.write(
    options.json ? lines.map((line) => `${JSON.stringify(line)}\n`).join('') : recordsTable(lines),
  );
  process.exit(0);
}
if (typeof options !== 'string' && options.bench === 'privacy') {
  const lines = await benchPrivacy(options.messages, (line) => process.stderr.write(`${line}\n`));
  process.stdout.write(
    options.json ? lines.map((line) => `${JSON.stringify(line)}\n`).join('') : privacyTable(lines),
  );
  process.exit(0);
}
if (typeof options === 'string' || !['mail', 'rating'].includes(options.bench)) {
  process.stderr.write(
    `${typeof options === 'string' ? options : `There is no bench «${options.bench}».`}\n\n${USAGE}`,
  );
  process.exit(2);
}
if (options.bench === 'rating') {
  const lines = await benchRating(200_000, options.runs);
  process.stdout.write(
    options.json ? lines.map((line) => `${JSON.stringify(line)}\n`).join('') : ratingTable(lines),
  );
  process.exit(0);
}
for (const messages of options.messages) {
  const report = await benchMail(messages, options.runs, (line) => process.stderr.write(`${line}\n`));
  process.stdout.write(options.json ? jsonOf(report) : `\n${tableOf(report)}`);
}
