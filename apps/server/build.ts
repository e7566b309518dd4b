import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keepDense } from '#platform/http';

const root: string = fileURLToPath(new URL('../..', import.meta.url));
export type BuiltApp = 'subscriber' | 'office';
export const BUILT_APPS: readonly BuiltApp[] = ['subscriber', 'office'];
export const builtFolder = (app: BuiltApp): string => join(root, 'apps', app, 'dist');

/** Builds the apps whose sources have changed since they were last built. Where the build tools are not installed (a production server), what was built is used. */
export async function buildApps(progress: (what: string) => void): Promise<void> {
  for (const app of BUILT_APPS) {
    const mark = join(builtFolder(app), '.sources');
    const hash = hashOfSources(app);
    if (existsSync(mark) && readFileSync(mark, 'utf8') === hash) continue;
    progress(`building the ${app} app`);
    const vite = join(root, 'node_modules/vite/bin/vite.js');
    if (!existsSync(vite)) {
      if (existsSync(join(builtFolder(app), 'index.html'))) continue;
      throw new Error(
        `The ${app} app is not built and the build tools are not installed. Run «npm ci && npm run build» first.`,
      );
    }
    // Built aside and moved in whole: nobody is ever served half a build, also when two builds run at once.
    const aside = mkdtempSync(join(root, 'apps', app, '.building-'));
    try {
      await runBuild(vite, app, aside);
      keepDense(aside);
      writeFileSync(join(aside, '.sources'), hash);
      chmodSync(aside, 0o755);
      rmSync(builtFolder(app), { recursive: true, force: true });
      renameSync(aside, builtFolder(app));
    } finally {
      rmSync(aside, { recursive: true, force: true });
    }
  }
}

/** In a process of its own: whoever builds from inside a test runner would otherwise get React's development build, half as large again. */
async function runBuild(vite: string, app: BuiltApp, outDir: string): Promise<void> {
  const child = spawn(
    process.execPath,
    [vite, 'build', '--config', join(root, 'vite.config.ts'), '--outDir', outDir],
    {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production', TELINK_APP: app },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  child.stdout.on('data', (piece: Buffer) => (said += piece.toString()));
  child.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`The ${app} app could not be built:\n${said.trim()}`);
}

function hashOfSources(app: BuiltApp): string {
  const hash = createHash('sha256');
  const folders = [`apps/${app}`, 'packages', 'modules'];
  for (const folder of folders)
    for (const file of sources(join(root, folder)))
      hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  for (const file of ['vite.config.ts', 'package-lock.json', 'platform/http/dense.ts'])
    hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Everything a browser build may take in; server folders and tests are not part of it. */
function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory())
        return entry.name.startsWith('.building-') ||
          ['dist', 'server', 'node_modules', 'gallery', 'test'].includes(entry.name)
          ? []
          : sources(path);
      return /\.test\.tsx?$/.test(entry.name) ? [] : [path];
    });
}
