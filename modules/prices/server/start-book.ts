import { readdirSync, readFileSync } from 'node:fs';

/** One document of a price book as its file says it. */
export interface BookFile {
  readonly name: string;
  readonly text: string;
}

/** The Swedish price book that a new installation begins with: destination table, roaming zones, plans and lists of the project's own. */
export function startBook(): readonly BookFile[] {
  const folder = new URL('../start/', import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .toSorted()
    .map((name) => ({ name, text: readFileSync(new URL(name, folder), 'utf8') }));
}
