import { describeMaps, NEVER_STORED, type DataMap, type Described } from '#platform/data-map';
import type { Controller } from '#platform/config';
import type { Lang } from '#policy/read';
import { endsOf } from './ends.ts';
import { IMPACT } from './text.impact.ts';
import { KEPT } from './text.kept.ts';

/** What an impact assessment starts from. What only people can say stands as a question, never as an answer. */
export interface ImpactAssessment {
  readonly title: string;
  readonly article: 'GDPR Art. 35';
  /** Day it was made, in the operator's zone. */
  readonly date: string;
  readonly controller: Controller;
  readonly sections: readonly { readonly heading: string; readonly lines: readonly string[] }[];
}

/**
 * The skeleton of the impact assessment that traffic data at scale demands (GDPR Art. 35.7 (a)–(d); promise law.9), from the data map as it
 * is today: a new purpose or column is in it the same day.
 */
export function impactAssessment(
  maps: readonly DataMap[],
  controller: Controller,
  date: string,
  lang: Lang = 'en',
): ImpactAssessment {
  const [words, kept] = [IMPACT[lang], KEPT[lang]];
  const rows = describeMaps(maps).filter((row) => row.personal);
  const purposes = [...new Set(rows.flatMap((row) => row.purposes))];
  const traffic = rows.filter((row) => row.category === 'trafikdata');
  const told = (of: readonly Described[], what: (row: Described) => readonly string[]): string =>
    [...new Set(of.flatMap(what))].join(', ');
  return {
    title: words.title,
    article: 'GDPR Art. 35',
    date,
    controller,
    sections: [
      {
        heading: words.purposes,
        lines: purposes.map((purpose) => {
          const used = rows.filter((row) => row.purposes.includes(purpose));
          return words.purpose(kept.purposes[purpose], {
            fields: used.length,
            bases: told(used, (row) => row.basesFor[purpose]?.map((basis) => kept.bases[basis]) ?? []),
            categories: told(used, (row) => [kept.categories[row.category as keyof typeof kept.categories]]),
          });
        }),
      },
      {
        heading: words.traffic,
        lines: [
          words.scale(traffic.length, traffic.filter((row) => row.subject === 'other_party').length),
          words.trafficEnds(told(traffic, (row) => [endsOf(row, kept)])),
        ],
      },
      {
        heading: words.need,
        lines: [
          words.never(NEVER_STORED.map((category) => kept.categories[category]).join(', ')),
          words.recipients(told(rows, (row) => row.recipients)),
          words.asked.need,
        ],
      },
      { heading: words.risks, lines: words.riskLines },
      {
        heading: words.measures,
        lines: [words.sealed(rows.filter((row) => row.sealed).length, rows.length), ...words.measureLines],
      },
      { heading: words.views, lines: [words.asked.views, words.asked.decision] },
    ],
  };
}
