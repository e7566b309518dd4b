import { loadRater, operatorOf } from '#modules/prices';
import { explainRecord } from '#modules/traffic';
import type { Command } from './commands.ts';
import { withHouse } from './reach.ts';

export const usageCommands: readonly Command[] = [
  {
    words: ['usage', 'explain'],
    takes: 'RECORD',
    does: 'says how a record came to cost what it does; RECORD as the app’s API names it [--language sv|en]',
    options: ['language'],
    run: async ({ args, config, io, json, options }) => {
      const [record] = args;
      const language = options['language'] ?? 'sv';
      if (record === undefined || (language !== 'sv' && language !== 'en')) {
        io.complain('Name one record, and sv or en as the language.');
        return 2;
      }
      return withHouse(config, async (house) => {
        const ctx = house.ctx('usage-explain');
        const told = await explainRecord(ctx, await loadRater(ctx, operatorOf(config)), record, language);
        if (told === undefined) {
          io.complain(`There is no record ${record}.`);
          return 1;
        }
        if (json) io.out(JSON.stringify(told));
        else if (told.steps === null) io.out('A price version that it names is no longer in the book.');
        else
          for (const { text, detail, value } of told.steps) {
            io.out(value === undefined ? text : `${text.padEnd(56)} ${value}`);
            if (detail !== undefined) io.out(`  ${detail}`);
          }
        return 0;
      });
    },
  },
];
