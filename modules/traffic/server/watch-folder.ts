import { lstat, mkdir, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { Ctx } from '#platform/db';
import type { Log } from '#platform/log';
import { TERMS } from '../pure/terms.ts';
import type { ReadFile } from './read-file.ts';
import { SWITCH, takeFile } from './take-file.ts';

const ASIDE = ['done', 'failed'] as const;

/** What a file looked like at the round before: one that still grows is left alone. */
type Seen = Map<string, string>;

export interface FolderWatch {
  /** One round. @returns how many files were taken. */
  round(): Promise<number>;
}

/**
 * Takes files that switches lay in a folder. A folder within it names the switch: `sbc2/20261124.json`. A file is taken at the second round
 * that finds it unchanged, and goes to `done/`, or to `failed/` with a note of why. Names that begin with a point, and links, are not looked
 * at. A crash repeats the file, and no record of it counts twice. What lies in `done/` and `failed/` holds records too, and is deleted when
 * they are due: after seven days (promise traffic.2).
 */
export function watchFolder(ctx: Ctx, given: { folder: string; timeZone: string; log: Log }): FolderWatch {
  const { folder, timeZone, log } = given;
  let seen: Seen = new Map();
  return {
    async round() {
      const now: Seen = new Map();
      let taken = 0;
      for (const path of await lying(folder)) {
        const { size, mtimeMs } = await lstat(path);
        const looks = `${size} ${mtimeMs}`;
        now.set(path, looks);
        if (seen.get(path) !== looks) continue;
        const system = dirname(path) === folder ? SWITCH : basename(dirname(path));
        const read = await takeFile(ctx, timeZone, path, { name: basename(path), system });
        const whole = read.ok && read.result.broken === undefined;
        await putAside(ctx, folder, path, whole ? 'done' : 'failed', whyOf(read));
        now.delete(path);
        taken += 1;
        if (!whole)
          log.warn('traffic file failed', { slice: 'traffic', reason: read.ok ? 'broken' : read.reason });
      }
      seen = now;
      await deleteOld(ctx, folder);
      return taken;
    },
  };
}

const whyOf = (read: ReadFile): string => (read.ok ? (read.result.broken ?? '') : read.what);

/** Files directly in the folder, and in the folders of switches. */
async function lying(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const found: string[] = [];
  const visible = async (place: string) =>
    (await readdir(place, { withFileTypes: true }))
      .filter(({ name }) => !name.startsWith('.'))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of await visible(folder)) {
    if (entry.isFile()) found.push(join(folder, entry.name));
    else if (entry.isDirectory() && !ASIDE.some((name) => name === entry.name))
      for (const inner of await visible(join(folder, entry.name)))
        if (inner.isFile()) found.push(join(folder, entry.name, inner.name));
  }
  return found;
}

async function putAside(
  ctx: Ctx,
  folder: string,
  path: string,
  where: (typeof ASIDE)[number],
  why: string,
): Promise<void> {
  const to = join(folder, where);
  await mkdir(to, { recursive: true });
  const now = new Date(ctx.db.clock.now());
  const ending = extname(path);
  const plain = basename(path, ending);
  // The same name may come again, another day or from another switch.
  const name = `${now.toISOString().replaceAll(/[:.]/g, '-')} ${basename(dirname(path))} ${plain}${ending}`;
  await rename(path, join(to, name));
  await utimes(join(to, name), now, now);
  if (why !== '') {
    await writeFile(join(to, `${name}.txt`), `${why}\n`);
    await utimes(join(to, `${name}.txt`), now, now);
  }
}

async function deleteOld(ctx: Ctx, folder: string): Promise<void> {
  const oldest = ctx.db.clock.now() - TERMS.unbilledDays * 86_400_000;
  for (const where of ASIDE)
    for (const name of await readdir(join(folder, where)).catch((): string[] => [])) {
      const path = join(folder, where, name);
      if ((await lstat(path)).mtimeMs < oldest) await rm(path, { recursive: true });
    }
}
