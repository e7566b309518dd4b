/** One record of a CSV text (RFC 4180), and the line it begins on, from 1; or why it can't be read. */
export type CsvRecord =
  | { readonly line: number; readonly fields: readonly string[] }
  | { readonly line: number; readonly fault: 'too-long' | 'quote' };

/** Longer than any row of people and services; what is longer is no row, and is never held in memory. */
export const LONGEST_RECORD: number = 64 * 1024;

/** Reads CSV as it comes, in pieces of any size. Fields may be quoted and then hold separators, line breaks and doubled quotes. */
export function createCsvReader(separator: string): {
  push(text: string): CsvRecord[];
  end(): CsvRecord[];
} {
  let [field, fields, length, line, began] = ['', [] as string[], 0, 1, 1];
  let state: 'start' | 'plain' | 'quoted' | 'closing' = 'start';
  let fault: 'too-long' | 'quote' | undefined;
  let afterReturn = false;

  const endField = (): void => {
    length += 1;
    if (length > LONGEST_RECORD) [fault, fields] = ['too-long', []];
    fields.push(field);
    field = '';
    state = 'start';
  };
  const endRecord = (out: CsvRecord[]): void => {
    endField();
    if (fault !== undefined) out.push({ line: began, fault });
    else if (fields.length > 1 || fields[0] !== '') out.push({ line: began, fields });
    [fields, length, fault, began] = [[], 0, undefined, line];
  };
  const take = (char: string): void => {
    length += 1;
    if (length > LONGEST_RECORD) [fault, field] = ['too-long', ''];
    else field += char;
  };

  return {
    push(text) {
      const out: CsvRecord[] = [];
      for (const char of text) {
        const second = afterReturn && char === '\n';
        afterReturn = char === '\r';
        if (char === '\n' && !second) line += 1;
        if (char === '\r') line += 1;
        if (state === 'quoted' && !(fault === 'too-long' && char === '\n')) {
          if (char === '"') state = 'closing';
          else take(char);
          continue;
        }
        if (second) {
          if (fields.length === 0 && length === 0) began = line;
          continue;
        }
        if (char === '\n' || char === '\r') endRecord(out);
        else if (char === separator) endField();
        else if (state === 'start' && char === '"') state = 'quoted';
        else if (state === 'closing' && char === '"') {
          take('"');
          state = 'quoted';
        } else {
          if (state === 'closing') fault ??= 'quote';
          state = 'plain';
          take(char);
        }
      }
      return out;
    },
    end() {
      const out: CsvRecord[] = [];
      if (state === 'quoted') fault ??= 'quote';
      if (length > 0 || fields.length > 0 || field !== '') endRecord(out);
      return out;
    },
  };
}

/** The separator of a file, by its first line: the one that stands there most. */
export function separatorOf(head: string): string {
  const count = (mark: string): number => head.split(mark).length;
  return [';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best), ',');
}
