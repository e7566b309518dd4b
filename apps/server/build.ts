import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root: string = fileURLToPath(new URL('../..', import.meta.url));
export type BuiltApp = 'subscriber';
export const BUILT_APPS: readonly BuiltApp[] = ['subscriber'];
export const builtFolder = (app: BuiltApp): string => join(root, 'apps', app, 'dist');

/** Builds the apps whose sources have changed since they were last built. Where the build tools are not installed (a production server), what was built is used. */
export async function buildApps(progress: (what: string) => void): Promise<void> {
  for (const app of BUILT_APPS) {
    const mark = join(builtFolder(app), '.sources');
    const hash = hashOfSources(app);
    if (existsSync(mark) && readFileSync(mark, 'utf8') === hash) continue;
    progress(`building the ${app} app`);
    const vite = await import('vite').catch(() => undefined);
    if (vite === undefined) {
      if (existsSync(join(builtFolder(app), 'index.html'))) return;
      throw new Error(
        `The ${app} app is not built and the build tools are not installed. Run «npm ci && npm run build» first.`,
      );
    }
    await vite.build({ configFile: join(root, 'vite.config.ts'), root: join(root, 'apps', app) });
    writeFileSync(mark, hash);
  }
}

function hashOfSources(app: BuiltApp): string {
  const hash = createHash('sha256');
  const folders = [`apps/${app}`, 'packages', 'modules'];
  for (const folder of folders)
    for (const file of sources(join(root, folder)))
      hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  for (const file of ['vite.config.ts', 'package-lock.json']) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Everything a browser build may take in; server folders and tests are not part of it. */
function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory())
        return ['dist', 'server', 'node_modules', 'gallery', 'test'].includes(entry.name)
          ? []
          : sources(path);
      return /\.test\.tsx?$/.test(entry.name) ? [] : [path];
    });
}
