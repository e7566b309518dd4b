import {
  describeMaps,
  NEVER_STORED,
  type Category,
  type DataMap,
  type Described,
  type LifeEvent,
} from '#platform/data-map';
import type { Controller } from '#platform/config';
import type { Lang } from '#policy/read';
import { frame, PATHS } from './frame.ts';
import { html, type Markup } from './markup.ts';
import { FIELD_WORDS } from './text.fields.ts';
import { KEPT, type KeptWords } from './text.kept.ts';

export interface KeptPage {
  readonly maps: readonly DataMap[];
  readonly lang: Lang;
  readonly controller: Controller;
  readonly stylesheet: string;
  readonly icon: string;
  readonly appOrigin: string;
}

/** Every stored field, with purpose, basis, source and end, straight from the data map (promise scope.1). */
export function keptPage(page: KeptPage): string {
  const { lang, maps, controller, stylesheet, icon, appOrigin } = page;
  const words = KEPT[lang];
  const rows = describeMaps(maps);
  const personal = rows.filter((row) => row.personal);
  const impersonal = rows.filter((row) => !row.personal);
  const categories = [...new Set(personal.map((row) => row.category as Category))];
  const places = new Set(rows.map((row) => row.place.replace(/[.#][^.#]+$/, '')));
  const main = html`<main id="main" class="in kept">
    <h1>${words.title}</h1>
    <p class="lead">${words.lead(personal.length, places.size)}</p>
    <section class="never" aria-labelledby="never">
      <h2 id="never">${words.never}</h2>
      <p>${words.neverText}</p>
      <ul>
        ${NEVER_STORED.map((category) => html`<li>${words.categories[category]}</li> `)}
      </ul>
    </section>
    ${categories.map((category) =>
      section(
        lang,
        category,
        personal.filter((row) => row.category === category),
        words,
      ),
    )}
    <details>
      <summary>${words.impersonal(impersonal.length)}</summary>
      <ul class="plain">
        ${impersonal.map((row) => html`<li><code>${row.place}</code> ${row.why}</li> `)}
      </ul>
    </details>
    <h2>${words.files}</h2>
    <ul class="get">
      <li><a class="link" href="/.well-known/telink/data-map.json">${words.dataMap}</a></li>
      <li><a class="link" href="/.well-known/telink/register.json">${words.register}</a></li>
    </ul>
    <p class="muted">
      ${words.note}
      <a class="link" href="${PATHS[lang].policy}"
        >${lang === 'sv' ? 'Integritetspolicy' : 'Privacy policy'}</a
      >
    </p>
  </main>`;
  return frame(
    {
      lang,
      title: `${words.title} · ${controller.name}`,
      description: words.lead(personal.length, places.size),
      stylesheet,
      icon,
      appOrigin,
      controller,
      counterpart: PATHS[lang === 'sv' ? 'en' : 'sv'].kept,
      here: 'kept',
    },
    main,
  );
}

function section(lang: Lang, category: Category, rows: readonly Described[], words: KeptWords): Markup {
  const [fact, why, from, goes] = words.head;
  return html`<section aria-labelledby="kept-${category}">
    <h2 id="kept-${category}">${words.categories[category]}</h2>
    <div class="scrollx" tabindex="0" role="group" aria-labelledby="kept-${category}">
      <table>
        <thead>
          <tr>
            <th scope="col">${fact}</th>
            <th scope="col">${why}</th>
            <th scope="col">${from}</th>
            <th scope="col">${goes}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            (row) =>
              html`<tr>
                <th scope="row">
                  ${nameOf(row.place, lang)}<span class="muted"><code>${row.place}</code></span>
                  <span class="muted"
                    >${row.where !== 'database' && html`${words.where[row.where] ?? row.where}`}${row.sealed && html`${words.sealed}`}</span
                  >
                </th>
                <td>
                  ${row.purposes.map((purpose) => words.purposes[purpose]).join(', ')}<span class="muted"
                    >${row.bases.map((basis) => words.bases[basis]).join(', ')}</span
                  >
                </td>
                <td>${words.origins[row.origin as keyof KeptWords['origins']]}</td>
                <td>${ends(row, words)}</td>
              </tr> `,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** «raderas 30 dagar efter när kontot kopplas bort», from `disconnected+P30D:delete`. */
function ends(row: Described, words: KeptWords): string {
  const found = /^(\w+)\+P(\d+)([DMY]):(delete|anonymise|shred)$/.exec(row.ends);
  if (found === null) throw new Error(`${row.place} has an end that can't be told: ${row.ends}`);
  const [, event, count, unit, then] = found as unknown as [
    string,
    LifeEvent,
    string,
    'D' | 'M' | 'Y',
    'delete' | 'anonymise' | 'shred',
  ];
  const number = Number(count);
  const when =
    number === 0
      ? words.events[event]
      : `${number} ${words.units[unit][number === 1 ? 0 : 1]} ${words.after} ${words.events[event].replace(/^när /, 'att ')}`;
  return `${words.then[then]} ${when}`;
}

/** `customers.person.email` → «E-postadress». @throws when a column lacks words: the page is made before the server listens. */
function nameOf(place: string, lang: Lang): string {
  const words = FIELD_WORDS[/[.#]([^.#]+)$/.exec(place)?.[1] ?? ''];
  if (words === undefined)
    throw new Error(`${place} has no words for the page of what is kept (text.fields.ts).`);
  return words[lang === 'sv' ? 0 : 1];
}
