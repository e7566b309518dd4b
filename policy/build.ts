import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The repository this file stands in. */
export const REPOSITORY: string = join(import.meta.dirname, '..');

const FOLDERS: readonly string[] = ['apps', 'modules', 'packages', 'platform', 'policy', 'test'];
const FILES: readonly string[] = ['package.json', 'package-lock.json', 'vite.config.ts', 'vitest.config.ts'];
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', 'dist', '.cache', 'policy/evidence.md']);

/** Source files of the build, relative to the root with forward slashes, sorted. Generated and fetched files are not part of it. */
export function sourceFiles(root: string): readonly string[] {
  const found: string[] = [];
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (SKIPPED.has(entry.name) || SKIPPED.has(path)) continue;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile()) found.push(path);
    }
  };
  for (const folder of FOLDERS) if (existsSync(join(root, folder))) walk(folder);
  return [...found, ...FILES.filter((name) => existsSync(join(root, name)))].toSorted((a, b) =>
    a < b ? -1 : 1,
  );
}

/**
 * SHA-256 (hex) over names and contents of the code, the policy and the proofs. A recorded run of the proofs holds for the build with
 * the same hash and for no other (promise contact.2: the page claims only what was tried).
 */
export function buildHash(root: string): string {
  const hash = createHash('sha256');
  for (const path of sourceFiles(root)) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}
