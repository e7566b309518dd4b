// Runs on whatever Node the machine has, before anything is installed: no dependency, no new syntax.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(`Telink needs Node 20 or later to start; this is ${process.versions.node}.`);
  process.exit(1);
}

// A changed lock means changed packages, also when the folder is there.
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
const mark = join(root, 'node_modules', '.telink-installed');
if (!existsSync(mark) || readFileSync(mark, 'utf8') !== lock) {
  console.log('Telink: installing packages (once; half a minute to a few minutes) …');
  const started = Date.now();
  // npm on its own Node: the one in node_modules is about to be replaced.
  const path = (process.env.PATH || '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .join(delimiter);
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath;
  const node = process.env.npm_node_execpath;
  const options = { cwd: root, stdio: 'inherit', env: { ...process.env, PATH: path, NODE_ENV: '' } };
  const direct = npm && node && !node.includes('node_modules');
  const done = direct
    ? spawnSync(node, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (done.status !== 0) {
    console.error(
      'Telink: the packages could not be installed. What npm said stands above; nothing was started.',
    );
    process.exit(done.status || 1);
  }
  writeFileSync(mark, lock);
  console.log(`Telink: packages installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}
