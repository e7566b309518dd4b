import { versionId, type Document, type Fault } from './book.ts';

/** What holds from one midnight to the next change. */
export interface Period {
  /** YYYY-MM-DD */
  readonly from: string;
  readonly documents: readonly Document[];
}

/** The days on which something changes, and what is in force from each. Versions of one document that overlap are faults. */
export function periodsOf(documents: readonly Document[]): {
  readonly periods: readonly Period[];
  readonly faults: readonly Fault[];
} {
  const faults: Fault[] = [];
  const byId = new Map<string, Document[]>();
  for (const document of documents) byId.set(document.id, [...(byId.get(document.id) ?? []), document]);
  const ends = new Map<Document, string>();
  for (const versions of byId.values()) {
    versions.sort((a, b) => (a.effective < b.effective ? -1 : a.effective > b.effective ? 1 : 0));
    for (const [at, one] of versions.entries()) {
      const next = versions[at + 1];
      const fault = (reason: string): void =>
        void faults.push({ document: versionId(next ?? one), line: 1, reason });
      if (versions.some((other, index) => index < at && other.version === one.version))
        faults.push({
          document: versionId(one),
          line: 1,
          reason: `There are two versions called ${one.version} of ${one.id}.`,
        });
      if (next === undefined) continue;
      if (next.document !== one.document)
        fault(`${one.id} is both ${one.document} and ${next.document}; two things need two ids.`);
      if (next.effective === one.effective)
        fault(`It overlaps ${versionId(one)}: both begin on ${one.effective}.`);
      else if (one.until > next.effective)
        fault(
          `It overlaps ${versionId(one)}, which holds until ${one.until}; this begins on ${next.effective}.`,
        );
      ends.set(one, one.until === '' || one.until > next.effective ? next.effective : one.until);
    }
  }
  const endOf = (one: Document): string => ends.get(one) ?? one.until;
  const days = [...new Set(documents.flatMap((one) => [one.effective, endOf(one)]))]
    .filter((day) => day !== '')
    .toSorted();
  return {
    faults,
    periods: days.map((from) => ({
      from,
      documents: documents.filter((one) => one.effective <= from && (endOf(one) === '' || from < endOf(one))),
    })),
  };
}
