import { createWriteStream, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { rolesOf } from '#modules/customers';
import { archiveOf, checkArchive, publicKey } from '#modules/privacy';
import type { Command } from './commands.ts';
import { dataMaps } from './data-map.ts';
import { withHouse } from './reach.ts';

export const reportCommands: readonly Command[] = [
  {
    words: ['privacy', 'report'],
    takes: 'CUSTOMER PERSON',
    does: 'writes everything held about a person, signed, into --out FILE (zip) [--lang sv|en]',
    options: ['out', 'lang'],
    run: async ({ args, config, io, json, options }) => {
      const [customer, person] = args;
      const { out, lang = 'sv' } = options;
      if (
        customer === undefined ||
        person === undefined ||
        typeof out !== 'string' ||
        (lang !== 'sv' && lang !== 'en')
      ) {
        io.complain('Name a customer, a person, --out FILE, and sv or en as the language.');
        return 2;
      }
      return withHouse(config, async (house) => {
        const ctx = house.ctx('privacy-report');
        const roles = await rolesOf(ctx, { customer, person });
        if (roles.length === 0) {
          io.complain('There is no such person at that customer.');
          return 1;
        }
        const deps = {
          maps: dataMaps,
          keys: house.keys,
          timeZone: config.timeZone,
          appOrigin: config.origins.app,
          controller: config.controller,
        };
        const archive = Readable.from(archiveOf(ctx, deps, { customer, person, roles }, lang));
        await pipeline(archive, createWriteStream(out, { mode: 0o600 }));
        io.out(json ? JSON.stringify({ file: out }) : `Written to ${out}.`);
        return 0;
      });
    },
  },
  {
    words: ['privacy', 'verify'],
    takes: 'FILE',
    does: 'checks that a report is ours and unchanged: every hash, and the signature',
    run: async ({ args, config, io, json }) => {
      const [file] = args;
      if (file === undefined) {
        io.complain('Name the file.');
        return 2;
      }
      return withHouse(config, async (house) => {
        const checked = checkArchive(readFileSync(file), await publicKey(house.keys));
        if (json) io.out(JSON.stringify(checked));
        else if (checked.ok)
          io.out(`It is ours and unchanged: ${checked.files} files, made ${checked.madeAt}.`);
        else
          io.out(
            `It does not hold: ${checked.reason}${checked.file === undefined ? '' : `, ${checked.file}`}.`,
          );
        return checked.ok ? 0 : 1;
      });
    },
  },
];
