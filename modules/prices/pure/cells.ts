/** One row of a CSV text: its cells, and the line it begins on, from 1. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Reads CSV as spreadsheets in Swedish write it: semicolons, RFC 4180 quotes, CRLF or LF, a byte order mark ignored. @returns the rows, empty ones as no cells, or the line of an open quote. */
export function readCells(text: string): { readonly rows: readonly Row[]; readonly openQuote?: number } {
  const rows: Row[] = [];
  let cells: string[] = [];
  let cell = '';
  let line = 1;
  let began = 1;
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  const endRow = (): void => {
    cells.push(cell);
    rows.push({ line: began, cells: cells.every((one) => one === '') ? [] : cells });
    cells = [];
    cell = '';
    began = line;
  };
  while (at < text.length) {
    const char = text[at]!;
    if (char === '"' && cell === '') {
      const opened = line;
      at += 1;
      for (;;) {
        const next = text[at];
        if (next === undefined) return { rows, openQuote: opened };
        if (next === '"' && text[at + 1] === '"') at += 1;
        else if (next === '"') break;
        if (next === '\n') line += 1;
        cell += next;
        at += 1;
      }
    } else if (char === ';') {
      cells.push(cell);
      cell = '';
    } else if (char === '\n') {
      line += 1;
      endRow();
    } else if (char !== '\r' || text[at + 1] !== '\n') cell += char;
    at += 1;
  }
  if (cell !== '' || cells.length > 0) endRow();
  return { rows };
}

const quoted = (cell: string): string =>
  /[";\r\n]|^\uFEFF/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** The same the other way; rows end with CRLF as RFC 4180 says. */
export const writeCells = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => `${cells.map(quoted).join(';')}\r\n`).join('');
