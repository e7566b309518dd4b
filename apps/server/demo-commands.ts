import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
} from 'node:fs';
import { codeAt } from '#modules/session';
import { randomId } from '#platform/crypto';
import { extname, join } from 'node:path';
import type { Command } from './commands.ts';
import { DEMO_STAFF, demoTotpSecret } from './demo-staff.ts';
import { demoMailFolder } from './demonstration.ts';

/** Commands that exist for the demonstration only. */
export const demoCommands: readonly Command[] = [
  {
    words: ['demo', 'code'],
    takes: 'USER',
    does: 'the code of a made-up colleague’s authenticator app now, for signing in at the office',
    run: async ({ config, args, json, io }) => {
      const asked = args[0]?.toLowerCase();
      const found = DEMO_STAFF.find(({ user, mail }) => user === asked || mail === asked);
      if (!found) {
        io.complain(`demo code needs one of ${DEMO_STAFF.map(({ user }) => user).join(', ')}.`);
        return 2;
      }
      const code = await codeAt(demoTotpSecret(found.user), config.clock.now());
      io.out(json ? JSON.stringify({ user: found.user, code }) : code);
      return 0;
    },
  },
  {
    words: ['demo', 'mail'],
    takes: 'FILE…',
    does: 'puts .eml files, folders of them or an mbox into the demonstration’s inbox',
    run: ({ config, args, json, io }) => {
      if (args.length === 0) {
        io.complain('Name one or more .eml files, folders or mbox files.');
        return 2;
      }
      const missing = args.filter((path) => !existsSync(path));
      if (missing.length > 0) {
        io.complain(`There is no ${missing[0]}. Nothing was added.`);
        return 1;
      }
      const files = args.flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]));
      const folder = demoMailFolder(config.dataDir);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      for (const file of files) {
        // First under another name, so that a running demonstration never reads half a file.
        const target = join(
          folder,
          `${randomId()}${extname(file) === '.mbox' || isMbox(file) ? '.mbox' : '.eml'}`,
        );
        copyFileSync(file, `${target}.part`);
        renameSync(`${target}.part`, target);
      }
      io.out(
        json
          ? JSON.stringify({ files: files.length })
          : `${files.length} ${files.length === 1 ? 'file is' : 'files are'} in the demonstration’s inbox, at once where it runs, and at its next start.`,
      );
      return 0;
    },
  },
];

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

/** mbox files start with a «From » line (RFC 4155). */
function isMbox(file: string): boolean {
  return readFileSync(file).subarray(0, 5).toString('latin1') === 'From ';
}
