import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scan, type Scan } from '../canary/index.ts';

/** How many of these byte strings lie in a file below the folder of a running database. */
export function holds(folder: string, wanted: readonly Buffer[]): number {
  const found = new Set<number>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const bytes = entry.isFile() ? readIfThere(join(entry.parentPath, entry.name)) : undefined;
    for (const [index, one] of wanted.entries()) if (bytes?.includes(one) === true) found.add(index);
  }
  return found.size;
}

/** A running database takes files away between the list and the reading. */
function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (existsSync(file)) throw error;
    return undefined;
  }
}

/** What a running product keeps, scanned; once more as long as a file has been taken away meanwhile. */
export async function scanKept(folder: string, canaries: readonly string[]): Promise<Scan> {
  for (let turn = 0; ; turn += 1) {
    const kept = await scan([folder], canaries);
    if (turn === 5 || !kept.unread.some((line) => line.includes('ENOENT'))) return kept;
  }
}
