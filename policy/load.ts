import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Policies } from './agree.ts';
import { readPolicy } from './read.ts';

const HERE: string = import.meta.dirname;

/** The policy in force, in both languages. @throws PolicyFault */
export function loadPolicies(folder: string = HERE): Policies {
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return { sv: readPolicy(read('sv.md'), 'sv.md'), en: readPolicy(read('en.md'), 'en.md') };
}

/** Every published version, by its number, from `versions/<n>/` (promise contact.2: old versions stay readable). @throws PolicyFault */
export function loadVersions(folder: string = HERE): ReadonlyMap<number, Policies> {
  const versions = join(folder, 'versions');
  if (!existsSync(versions)) return new Map();
  const numbers = readdirSync(versions)
    .filter((name) => /^[1-9]\d*$/u.test(name))
    .map(Number);
  return new Map(numbers.toSorted((a, b) => a - b).map((n) => [n, loadPolicies(join(versions, String(n)))]));
}
