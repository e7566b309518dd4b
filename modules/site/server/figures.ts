import type { Lang } from '#policy/read';
import { countsOf, type Standing } from '#policy/state';
import { momentOf } from './dates.ts';
import { html, type Markup } from './markup.ts';
import { FIGURES } from './text.figures.ts';

/** What is measured of how the promises are kept. A part that nobody measures yet is absent, and the page says so. */
export interface Figures {
  /** Requests for a right (promise access.*): answered, of those in time, and how many wait past their day now. */
  readonly requests?: { readonly answered: number; readonly inTime: number; readonly overdue: number };
  /** Who works here, and how many of them may see data of customers (promise protection.4). */
  /** Since when records are retained for law enforcement (promise law.7); null where they are not. ISO 8601. */
  readonly retainedSince?: string | null;
  readonly staff?: { readonly all: number; readonly withAccess: number };
}

/** The live figures, read anew for each reader. */
export function figuresSection(page: {
  readonly lang: Lang;
  readonly figures: Figures;
  readonly standing: Standing;
  readonly timeZone: string;
}): Markup {
  const { lang, figures, standing, timeZone } = page;
  const words = FIGURES[lang];
  const { requests, staff } = figures;
  const { proven, failed } = countsOf(standing.results);
  const rows: readonly (readonly [string, string])[] = [
    [
      words.requests,
      requests === undefined ? words.unmeasured : words.inTime(requests.inTime, requests.answered),
    ],
    [words.overdue, requests === undefined ? words.unmeasured : String(requests.overdue)],
    [
      words.staff,
      staff === undefined
        ? words.unmeasured
        : words.share(
            staff.withAccess,
            staff.all,
            new Intl.NumberFormat(lang === 'sv' ? 'sv-SE' : 'en-GB', {
              style: 'percent',
              maximumFractionDigits: 0,
            }).format(staff.all === 0 ? 0 : staff.withAccess / staff.all),
          ),
    ],
    [
      words.retained,
      figures.retainedSince === undefined
        ? words.unmeasured
        : figures.retainedSince === null
          ? words.notRetained
          : words.retainedSince(momentOf(figures.retainedSince, lang, timeZone)),
    ],
    [
      words.proofs,
      standing.kind === 'never'
        ? words.neverRun
        : `${momentOf(standing.ranAt, lang, timeZone)}, ${standing.kind === 'stale' ? words.stale : words.proven(proven, failed)}`,
    ],
  ];
  return html`<section class="figures" aria-labelledby="figures">
    <h2 id="figures">${words.title}</h2>
    <dl>
      ${rows.map(
        ([name, value]) =>
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div> `,
      )}
    </dl>
  </section>`;
}
