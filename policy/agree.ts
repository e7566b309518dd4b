import { missingIds, sentencesOf, type Lang, type Policy, type Sentence } from './read.ts';

export type Policies = Readonly<Record<Lang, Policy>>;

/** Faults between the two languages, and ids that are missing from one. Empty when all is well. */
export function disagreements({ sv, en }: Policies): readonly string[] {
  const faults: string[] = [];
  for (const [lang, policy] of Object.entries({ sv, en })) {
    const missing = missingIds(policy);
    if (missing.length > 0) faults.push(`${lang}.md carries no sentence for ${missing.join(', ')}.`);
  }
  if (sv.version !== en.version || sv.date !== en.date)
    faults.push(`sv.md is version ${sv.version} of ${sv.date}, en.md ${en.version} of ${en.date}.`);
  const notices = (policy: Policy): string =>
    policy.changes.map((change) => `${change.version} ${change.date}`).join('; ');
  if (notices(sv) !== notices(en))
    faults.push(`The change notices differ: sv.md ${notices(sv)}, en.md ${notices(en)}.`);
  const shape = (policy: Policy): string =>
    policy.chapters.map((c) => `${c.id}(${c.sections.map((s) => s.id).join(' ')})`).join(' ');
  if (shape(sv) !== shape(en)) faults.push(`The chapters differ: sv.md ${shape(sv)}, en.md ${shape(en)}.`);

  const [swedish, english] = [sentencesOf(sv), sentencesOf(en)];
  for (let index = 0; index < Math.max(swedish.length, english.length); index += 1) {
    const [a, b] = [swedish[index], english[index]];
    if (a !== undefined && b !== undefined && markOf(a) === markOf(b)) continue;
    faults.push(
      `Sentences part ways: ${a ? `sv.md:${a.line} ${markOf(a)}` : 'sv.md has ended'}, ${b ? `en.md:${b.line} ${markOf(b)}` : 'en.md has ended'}.`,
    );
    break;
  }
  return faults;
}

const markOf = (sentence: Sentence): string =>
  `${sentence.item ? '- ' : ''}{${[...sentence.ids, ...sentence.purposes.map((name) => `purpose:${name}`), `#${sentence.key}`].join(' ')}}`;

/** Holds the product's closed list of purposes against the policy's sentences (promise purpose.2): each exactly one sentence, no sentence without its purpose. */
export function purposeFaults(policy: Policy, purposes: readonly string[]): readonly string[] {
  const told = sentencesOf(policy).flatMap((sentence) => sentence.purposes);
  return [
    ...purposes
      .filter((name) => !told.includes(name))
      .map((name) => `The purpose ${name} has no sentence in the policy.`),
    ...told
      .filter((name, index) => told.indexOf(name) !== index)
      .map((name) => `The purpose ${name} has more than one sentence.`),
    ...told
      .filter((name) => !purposes.includes(name))
      .map((name) => `The policy's purpose ${name} is not in the product's list.`),
  ];
}
