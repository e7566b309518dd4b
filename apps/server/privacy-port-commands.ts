import { createWriteStream, existsSync, readFileSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { bounced, rolesOf, takeOver } from '#modules/customers';
import { portArchive, readPackage, unzipped } from '#modules/privacy';
import { dataMaps } from './data-map.ts';
import type { Command } from './commands.ts';
import { withHouse } from './reach.ts';

const MOST = 512 * 1024 * 1024;

export const portCommands: readonly Command[] = [
  {
    words: ['privacy', 'export'],
    takes: 'CUSTOMER PERSON FILE',
    does: 'writes what a person takes along to a new zip file, for one who asks by letter (GDPR Art. 20)',
    run: ({ args, config, io, json }) => {
      const [customer, person, file] = args;
      if (customer === undefined || person === undefined || file === undefined) {
        io.complain('Name a customer, a person and a file.');
        return 2;
      }
      if (existsSync(file)) {
        io.complain(`${file} is there already.`);
        return 1;
      }
      return withHouse(config, async (house) => {
        const ctx = house.ctx('privacy-export');
        const roles = await rolesOf(ctx, { customer, person });
        if (roles.length === 0) {
          io.complain('There is no such person.');
          return 1;
        }
        const { db, keys } = house;
        const archive = portArchive(ctx, { config, db, keys, maps: dataMaps }, { customer, person, roles });
        await pipeline(Readable.from(archive), createWriteStream(file, { flags: 'wx', mode: 0o600 }));
        const { size } = statSync(file);
        io.out(json ? JSON.stringify({ file, bytes: size }) : `${file}: ${size} bytes.`);
        return 0;
      });
    },
  },
  {
    words: ['privacy', 'import'],
    takes: 'FILE',
    does: 'takes over a person from another operator’s package (zip or its data.json), as they asked: a new customer, nothing verified',
    run: ({ args, config, io, json }) => {
      const [file] = args;
      if (file === undefined || !existsSync(file) || !statSync(file).isFile()) {
        io.complain('Name a file that is there.');
        return 2;
      }
      const bytes = statSync(file).size > MOST ? Buffer.alloc(0) : readFileSync(file);
      const text = bytes[0] === 0x50 ? unzipped(bytes, 'data.json', MOST) : bytes.toString('utf8');
      const given = text === undefined ? undefined : readPackage(text);
      if (given === undefined) {
        io.complain('That is no package of the kind telink-portability, version 1. Nothing was taken.');
        return 1;
      }
      return withHouse(config, async (house) => {
        const done = await takeOver(house.ctx('privacy-import'), given, config.timeZone);
        if (!done.ok) {
          io.complain(`The field ${done.field} can’t be used. Nothing was taken.`);
          return 1;
        }
        io.out(json ? JSON.stringify(done.ref) : `Taken over as customer ${done.ref.customer}.`);
        return 0;
      });
    },
  },
  {
    words: ['privacy', 'bounced'],
    takes: 'ADDRESS',
    does: 'a letter to this address came back: it is unverified and nothing is sent there by itself until it is confirmed again',
    run: ({ args, config, io, json }) => {
      const [address] = args;
      if (args.length !== 1 || address === undefined) {
        io.complain('Name one address.');
        return 2;
      }
      return withHouse(config, async (house) => {
        const people = (await bounced(house.ctx('privacy-bounced'), address)).length;
        io.out(
          json
            ? JSON.stringify({ people })
            : people === 0
              ? 'Nobody has that address.'
              : `${people} ${people === 1 ? 'person is' : 'people are'} no longer reached there.`,
        );
        return 0;
      });
    },
  },
];
