import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from 'typebox';
import { Check } from 'typebox/value';
import { disagreements, type Policies } from './agree.ts';
import { loadPolicies } from './load.ts';
import { sentencesOf, type Lang, type Policy } from './read.ts';

/** What version was published, word for word: sentence key → hash. Committed, so a changed sentence can't slip by (promise purpose.2, contact.2). */
export interface Pinned {
  readonly version: number;
  readonly sentences: Readonly<Record<Lang, Readonly<Record<string, string>>>>;
}

const HASHES = Type.Record(Type.String(), Type.String());
const PINNED = Type.Object({ version: Type.Integer(), sentences: Type.Object({ sv: HASHES, en: HASHES }) });

/** The published version's pins, or undefined when nothing is published. @throws when the file is not what `publish` wrote. */
export function readPinned(folder: string = import.meta.dirname): Pinned | undefined {
  const file = join(folder, 'pinned.json');
  if (!existsSync(file)) return undefined;
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!Check(PINNED, value)) throw new Error('policy/pinned.json is not what npm run policy:publish writes.');
  return value;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

const hashes = (policy: Policy): Record<string, string> =>
  Object.fromEntries(
    sentencesOf(policy).map((s) => [s.key, hashOf([s.text, ...s.ids, ...s.purposes].join('\n'))]),
  );

export const pinOf = ({ sv, en }: Policies): Pinned => ({
  version: sv.version,
  sentences: { sv: hashes(sv), en: hashes(en) },
});

/** Sentences that differ from the published version, and a version that is not published. Empty when the text is what was published. */
export function pinFaults(policies: Policies, pinned: Pinned): readonly string[] {
  const now = pinOf(policies);
  if (now.version < pinned.version)
    return [`Version ${now.version} is older than the published ${pinned.version}.`];
  if (now.version > pinned.version)
    return [`Version ${now.version} is not published yet: npm run policy:publish.`];
  return (['sv', 'en'] as const).flatMap((lang) => {
    const [old, fresh] = [pinned.sentences[lang], now.sentences[lang]];
    return [...new Set([...Object.keys(old), ...Object.keys(fresh)])].flatMap((key) => {
      if (old[key] === fresh[key]) return [];
      const what = old[key] === undefined ? 'is new' : fresh[key] === undefined ? 'is gone' : 'has changed';
      return [
        `${lang}.md: ${key} ${what} since version ${pinned.version} was published. Raise the version and tell what changed.`,
      ];
    });
  });
}

/** Publishes the text as it stands: archives it and pins its sentences. @throws when the published version's words have changed, or the languages disagree. */
export function publish(folder: string): string {
  const policies = loadPolicies(folder);
  const pinned = readPinned(folder);
  const { version } = policies.sv;
  const faults = [
    ...disagreements(policies),
    ...(pinned !== undefined && version <= pinned.version ? pinFaults(policies, pinned) : []),
  ];
  if (faults.length > 0) throw new Error(faults.join('\n'));
  if (pinned?.version === version) return `Version ${version} is already published.`;
  if (version !== (pinned?.version ?? 0) + 1)
    throw new Error(`Version ${version} does not follow ${pinned?.version ?? 0}.`);
  const archive = join(folder, 'versions', String(version));
  mkdirSync(archive, { recursive: true });
  for (const name of ['sv.md', 'en.md']) cpSync(join(folder, name), join(archive, name));
  writeFileSync(join(folder, 'pinned.json'), `${JSON.stringify(pinOf(policies), null, 1)}\n`);
  return `Version ${version} is published.`;
}

if (import.meta.main) process.stdout.write(`${publish(import.meta.dirname)}\n`);
