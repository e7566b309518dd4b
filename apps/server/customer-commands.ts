import { createHash } from 'node:crypto';
import { closeSync, createReadStream, existsSync, openSync, statSync, writeSync } from 'node:fs';
import { importCustomers, NotAnImport, type Imported, type Login, type Rejected } from '#modules/services';
import { createAccount } from '#modules/session';
import { randomId } from '#platform/crypto';
import { Problem } from '#platform/problem';
import type { Command, CommandCall } from './commands.ts';
import type { House } from './house.ts';
import { withHouse } from './reach.ts';

/** Rejected lines that are named in words; with --json all of them are. */
const NAMED = 20;

export const customerCommands: readonly Command[] = [
  {
    words: ['customers', 'import'],
    takes: 'FILE…',
    does: 'takes customers, people, services and numbers from CSV or JSON (docs/customers-import.md); again is no harm [--dry-run] [--logins FILE]',
    options: ['logins'],
    flags: ['dry-run'],
    run: (call) => {
      const { args, io, config, options } = call;
      if (args.length === 0) {
        io.complain('Name one or more files.');
        return 2;
      }
      const missing = args.find((path) => !existsSync(path) || !statSync(path).isFile());
      if (missing !== undefined) {
        io.complain(`There is no file ${missing}. Nothing was taken.`);
        return 1;
      }
      const logins = typeof options['logins'] === 'string' ? options['logins'] : undefined;
      if (logins !== undefined && existsSync(logins)) {
        io.complain(`${logins} is there already. First passwords are written to a new file only.`);
        return 1;
      }
      return withHouse(config, async (house) => {
        const paper = logins === undefined ? undefined : writePasswords(house, logins, io.complain);
        try {
          let code = 0;
          for (const path of args) code = Math.max(code, await importFile(house, call, path, paper));
          return code;
        } finally {
          paper?.close();
        }
      });
    },
  },
];

async function importFile(
  house: House,
  { io, json, options, config }: CommandCall,
  path: string,
  paper: Paper | undefined,
): Promise<number> {
  const hash = createHash('sha256');
  const rejects: Rejected[] = [];
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
      hash.update(piece as Uint8Array);
      yield piece as Uint8Array;
    }
  }
  let counts: Imported;
  try {
    counts = await importCustomers(house.ctx('customers-import'), bytes(), {
      zone: config.timeZone,
      dryRun: options['dry-run'] === true,
      onRejected: (rejected) => void rejects.push(rejected),
      ...(paper === undefined ? {} : { onLogin: paper.write }),
    });
  } catch (error) {
    if (!(error instanceof NotAnImport)) throw error;
    io.complain(`${path}: ${error.message} Nothing of it was taken.`);
    return 1;
  }
  rejects.sort((a, b) => a.line - b.line);
  const dryRun = options['dry-run'] === true;
  if (json)
    io.out(
      JSON.stringify({
        file: path,
        sha256: hash.digest('hex'),
        ...counts,
        ...(dryRun ? { dryRun } : {}),
        ...(paper === undefined ? {} : { logins: paper.count() }),
        rejects,
      }),
    );
  else {
    io.out(
      `${path}: ${counts.read} read, ${counts.created} new, ${counts.changed} changed, ${counts.same} as before, ${counts.rejected} left out${dryRun ? ' (nothing was written)' : ''}.`,
    );
    for (const { line, column, reason } of rejects.slice(0, NAMED))
      io.out(`  line ${line}${column === '' ? '' : `, ${column}`}: ${reason}`);
    if (rejects.length > NAMED) io.out(`  … and ${rejects.length - NAMED} more; --json names them all.`);
  }
  return 0;
}

interface Paper {
  readonly write: (login: Login) => Promise<void>;
  readonly count: () => number;
  readonly close: () => void;
}

/** First passwords, in a file that only its owner reads: there is no other way to learn them. Who has a sign-in already keeps it. */
function writePasswords(house: House, path: string, complain: (text: string) => void): Paper {
  const file = openSync(path, 'wx', 0o600);
  let made = 0;
  writeSync(file, 'line,person,user_id,first_password\n');
  return {
    count: () => made,
    close: () => closeSync(file),
    async write({ line, customer, person, userId }) {
      const password = `${randomId().slice(0, 6)}-${randomId().slice(0, 6)}-${randomId().slice(0, 6)}`;
      try {
        const id = await createAccount(house.ctx('customers-import'), {
          customer,
          person,
          password,
          ...(userId === undefined ? {} : { userId }),
        });
        made += 1;
        writeSync(file, `${line},${person},${id},${password}\n`);
      } catch (error) {
        if (hasOne(error)) return;
        if (!(error instanceof Problem)) throw error;
        complain(
          `Line ${line}: the person is stored, but has no sign-in: ${error.code === 'conflict' ? 'that user id is taken' : 'that is no user id'}.`,
        );
      }
    },
  };
}

/** PostgreSQL 23505: the person has an account. */
const hasOne = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === '23505';
