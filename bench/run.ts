import { benchMail } from './mail.ts';
import { readOptions, USAGE } from './options.ts';
import { benchRating, ratingTable } from './rating.ts';
import { benchParse } from './parse.ts';
import { measuredTable } from './measured.ts';
import { benchPrivacy } from './privacy.ts';
import { benchRecords } from './records.ts';
import { jsonOf, tableOf } from './report.ts';

/** `npm run bench -- <name>`: measures the running product, prints, and leaves nothing behind. */
const options = readOptions(process.argv.slice(2));
if (typeof options !== 'string' && options.bench === 'parse') {
  process.stdout.write(benchParse(options));
  process.exit(0);
}
const say = (line: string): void => void process.stderr.write(`${line}\n`);
if (typeof options !== 'string' && ['traffic', 'privacy'].includes(options.bench)) {
  const lines =
    options.bench === 'traffic'
      ? await benchRecords(options, say)
      : await benchPrivacy(options.messages, options.subscribers, say);
  process.stdout.write(
    options.json ? lines.map((line) => `${JSON.stringify(line)}\n`).join('') : measuredTable(lines),
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
  const report = await benchMail(messages, options.runs, say);
  process.stdout.write(options.json ? jsonOf(report) : `\n${tableOf(report)}`);
}
