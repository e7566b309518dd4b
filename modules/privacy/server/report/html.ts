import { foldAlike, sayReason, sayRoles } from '#contract/privacy';
import { fieldName } from '#modules/site';
import type { Report } from './report.ts';
import type { ReportWords } from './text.sv.ts';

/** So many rows of a table are written out; the rest are in its CSV. */
export const SHOWN_ROWS = 50;

export interface TableSample {
  readonly table: string;
  readonly rows: Readonly<Record<string, unknown>>[];
  count: number;
}

const escape = (text: unknown): string =>
  String(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const STYLE = `:root{color-scheme:light dark}*{box-sizing:border-box}body{font:16px/1.55 "Hanken Grotesk",system-ui,sans-serif;color:#16201f;background:#fff;margin:0 auto;max-width:60rem;padding:2.5rem 1.25rem 4rem}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem}h2{font-size:1.125rem;margin:2.5rem 0 .5rem}h3{font-size:1rem;margin:1.5rem 0 .25rem}p{margin:.25rem 0 .75rem;max-width:42rem}.quiet{color:#4f5b5e}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9375rem}th,td{text-align:start;vertical-align:top;padding:.5rem .75rem .5rem 0;border-bottom:1px solid #dfe4e5;overflow-wrap:anywhere;min-width:6.5rem}thead th{color:#4f5b5e;font-weight:500}tbody th{font-weight:600}th code{font-weight:400;color:#4f5b5e}
a{color:#15626f}ul{padding-inline-start:1.1rem}li{margin:.25rem 0}code{font-size:.875em;overflow-wrap:anywhere}
@media(prefers-color-scheme:dark){body{background:#131a1c;color:#e6ecec}.quiet,thead th{color:#a5b1b3}th,td{border-color:#2a3437}a{color:#7cc4d0}}
@media(max-width:40rem){.facts thead{position:absolute;clip-path:inset(50%)}.facts :is(table,tbody,tr,th,td){display:block;border:0;padding:.125rem 0}.facts tr{border-bottom:1px solid #dfe4e5;padding:.75rem 0}}
@media print{body{max-width:none;padding:0}}`;

const table = (heads: readonly string[], rows: readonly (readonly string[])[], kind = ''): string =>
  `<div class="scroll ${kind}" tabindex="0" role="region" aria-label="${escape(heads[0] ?? '')}"><table><thead><tr>${heads.map((head) => `<th scope="col">${escape(head)}</th>`).join('')}</tr></thead><tbody>${rows
    .map(
      (row) =>
        `<tr>${row.map((value, index) => (index === 0 ? `<th scope="row">${value}</th>` : `<td>${value}</td>`)).join('')}</tr>`,
    )
    .join('\n')}</tbody></table></div>`;

const list = (items: readonly string[]): string =>
  `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;

const day = (at: string): string => escape(at.slice(0, 10));

/** The report as a page of its own: no script, nothing fetched, readable on paper. */
export function htmlOf(
  report: Report,
  samples: readonly TableSample[],
  words: ReportWords,
  controller: { readonly name: string; readonly number: string },
): string {
  const { heads } = words;
  const parts = [
    `<h1>${words.title}</h1><p class="quiet">${escape(words.about(report.name, report.madeAt.slice(0, 16).replace('T', ' ')))}</p><p>${escape(controller.name)}, ${escape(controller.number)}</p><p>${words.confirmation === report.confirmation ? words.confirmation : escape(report.confirmation)}</p>`,
    `<h2>${heads.what}</h2>`,
    ...report.categories.map(
      (category) =>
        `<h3>${escape(category.name)}</h3>${table(
          [heads.fact, heads.why, heads.from, heads.until],
          foldAlike(category.fields).map((fields) => [
            `${escape([...new Set(fields.map(({ name }) => name))].join(', '))}<br>${fields.map(({ place }) => `<code>${escape(place)}</code>`).join(' ')}`,
            escape(`${fields[0]!.purposes.join(', ')} (${fields[0]!.bases.join(', ')})`),
            fields[0]!.sources
              .map(({ source, at }) => escape(at === null ? source : `${source}, ${at.slice(0, 10)}`))
              .join('<br>'),
            escape(fields[0]!.until),
          ]),
          'facts',
        )}`,
    ),
    `<h2>${heads.never}</h2><p>${escape(report.neverStored.join(', '))}. ${heads.neverText}</p>`,
    `<h2>${heads.recipients}</h2>${
      report.recipients.length === 0
        ? `<p>${heads.noRecipients}</p>`
        : list(
            report.recipients.map(
              (each) =>
                `<strong>${escape(each.recipient)}</strong>, ${escape(countryName(each.country, words.lang))}${each.safeguard === null ? '' : `, ${escape(each.safeguard)}`}: ${escape(each.categories.join(', '))}. ${escape(heads.times(each.times, each.first.slice(0, 10), each.last.slice(0, 10)))}.`,
            ),
          )
    }`,
    `<h2>${heads.rights}</h2>${list(report.rights.map(({ right, link }) => `<a href="${escape(link)}">${escape(right)}</a>`))}`,
    `<h2>${heads.complain}</h2>${list(report.authorities.map(({ name, address, url }) => `${escape(name)}, ${escape(address)}, <a href="${escape(url)}">${escape(url)}</a>`))}`,
    `<h2>${heads.decisions}</h2><p>${report.decisionsSaid}</p>${report.decisions
      .map((decision) =>
        list(
          Object.entries(decision).map(([key, value]) => `${escape(nameOf(key, words))}: ${shown(value)}`),
        ),
      )
      .join('')}`,
    `<h2>${heads.looks}</h2>${
      report.looks.length === 0
        ? `<p>${heads.noLooks}</p>`
        : list(
            report.looks.map(
              (look) =>
                `${day(look.at)} ${escape(sayRoles(words.lang, look.role))}: ${escape(sayReason(words.lang, look.reason))}. <span class="quiet">${escape(look.what.join(', '))}</span>`,
            ),
          )
    }`,
    ...(report.hidden.length === 0
      ? []
      : [
          `<h2>${heads.hidden}</h2>${list(report.hidden.map(({ place, why, count }) => `<code>${escape(place)}</code> (${count}): ${escape(why)}`))}`,
        ]),
    `<h2>${heads.excluded}</h2>${list(report.excluded.map(({ place, why }) => `<code>${escape(place)}</code>: ${escape(why)}`))}`,
    `<h2>${heads.data}</h2>`,
    ...samples.map((sample) => rowsOf(sample, words)),
  ];
  return `<!doctype html><html lang="${words.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><title>${words.title}</title><style>${STYLE}</style></head><body><main>${parts.join('\n')}</main></body></html>\n`;
}

function rowsOf({ table: name, rows, count }: TableSample, words: ReportWords): string {
  const columns = Object.keys(rows[0] ?? {}).filter((column) => rows.some((row) => row[column] !== null));
  const more = count - rows.length;
  return `<h3><code>${escape(name)}</code></h3>${table(
    columns.map((column) => nameOf(`${name}.${column}`, words)),
    rows.map((row) => columns.map((column) => shown(row[column]))),
  )}${more > 0 ? `<p class="quiet">${escape(words.heads.rest(more, `data/${name}.csv`))}</p>` : ''}`;
}

const nameOf = (place: string, words: ReportWords): string =>
  fieldName(place, words.lang) ?? place.slice(place.lastIndexOf('.') + 1);

const shown = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : escape(typeof value === 'string' ? value : JSON.stringify(value));

export const countryName = (code: string, lang: 'sv' | 'en'): string =>
  /^[A-Z]{2}$/.test(code) ? (new Intl.DisplayNames([lang], { type: 'region' }).of(code) ?? code) : code;
