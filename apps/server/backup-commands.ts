import { LedgerMissing } from '#modules/privacy';
import { FolderInUse, lockFolder } from '#platform/postgres';
import { saveBackup } from './backup.ts';
import { NotABackup } from './backup-file.ts';
import { restoreBackup, type Restored } from './backup-restore.ts';
import type { Command } from './commands.ts';
import { withHouse } from './reach.ts';

const WHY: Readonly<Record<Extract<Restored, { ok: false }>['reason'], string>> = {
  'ledger-missing':
    'the ledger of erasures (erasure/ledger.jsonl in the data folder) is missing. Without it people who have been erased would come back',
  'ledger-broken': 'the ledger of erasures has been changed, or the keys are not those it was signed with',
  'ledger-older': 'the ledger of erasures is older than the backup',
  'other-version': 'the backup is of another version of Telink',
  'not-empty': 'the database is not empty',
};

export const backupCommands: readonly Command[] = [
  {
    words: ['backup'],
    takes: 'FILE',
    does: 'writes every table as it stands at one moment to a new file; never a key. Save keys/ and erasure/ of the data folder apart from it',
    run: ({ config, args, json, io }) => {
      const [path] = args;
      if (path === undefined || args.length > 1) {
        io.complain('backup needs one file.');
        return 2;
      }
      return withHouse(config, async (house) => {
        const saved = await saveBackup(house, path);
        io.out(
          json
            ? JSON.stringify({ file: path, ...saved })
            : `${path}: ${saved.tables} tables, ${saved.bytes} bytes, as of ${saved.at}.`,
        );
        return 0;
      });
    },
  },
  {
    words: ['restore'],
    takes: 'FILE',
    does: 'brings a backup back into an empty database and erases again whoever has been erased since; Telink must be stopped',
    run: async ({ config, args, json, io }) => {
      const [path] = args;
      if (path === undefined || args.length > 1) {
        io.complain('restore needs one file.');
        return 2;
      }
      try {
        // A running product would serve people who have been erased, before they are erased again.
        if (config.databaseUrl === undefined) lockFolder(config.dataDir).release();
        return await withHouse(config, async (house) => {
          const done = await restoreBackup(house, path);
          if (json) io.out(JSON.stringify(done));
          else if (done.ok)
            io.out(`${path}: ${done.tables} tables, as of ${done.at}. Erased again: ${done.erased}.`);
          else io.complain(`Nothing was brought back: ${WHY[done.reason]}.`);
          return done.ok ? 0 : 1;
        });
      } catch (error) {
        const known =
          error instanceof NotABackup || error instanceof LedgerMissing || error instanceof FolderInUse;
        if (!known) throw error;
        io.complain(error instanceof FolderInUse ? `Stop Telink first. ${error.message}` : error.message);
        return 1;
      }
    },
  },
];
