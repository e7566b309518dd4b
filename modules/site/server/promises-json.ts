import type { Policies } from '#policy/agree';
import { PROMISES } from '#policy';
import { plainText, sentencesOf, type Lang } from '#policy/read';
import { countsOf, type Standing } from '#policy/state';
import { fill, type PolicyFacts } from './fill.ts';

/** What `/.well-known/telink/promises.json` answers: every promise with its sentences, its state and its proofs, and what run that rests on. */
export function promisesJson(policies: Policies, facts: PolicyFacts, standing: Standing): unknown {
  const told = (lang: Lang, id: string): string =>
    sentencesOf(policies[lang])
      .filter((sentence) => sentence.ids.some((own) => own === id))
      .map((sentence) => plainText(fill(sentence.text, facts, lang)))
      .join(' ');
  const results = new Map(standing.results.map((result) => [result.id, result]));
  return {
    controller: facts.controller.name,
    policy: { version: policies.sv.version, date: policies.sv.date },
    run: { kind: standing.kind, ranAt: standing.kind === 'never' ? null : standing.ranAt },
    counts: countsOf(standing.results),
    promises: PROMISES.map(({ id, kind }) => ({
      id,
      kind,
      sentence: { sv: told('sv', id), en: told('en', id) },
      state: results.get(id)?.state ?? 'not yet',
      proofs: results.get(id)?.proofs ?? [],
    })),
  };
}
