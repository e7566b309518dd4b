import {
  describeMaps,
  NEVER_STORED,
  type Category,
  type DataMap,
  type Described,
  type Transfer,
} from '#platform/data-map';
import type { Controller } from '#platform/config';
import type { Lang } from '#policy/read';
import type { Standing } from '#policy/state';
import { endsOf } from './ends.ts';
import { fieldName } from './field-name.ts';
import { figuresSection, type Figures } from './figures.ts';
import { frame, PATHS } from './frame.ts';
import { html, type Markup } from './markup.ts';
import { IMPACT } from './text.impact.ts';
import { KEPT, type KeptWords } from './text.kept.ts';
import { TILT } from './text.tilt.ts';

export interface KeptPage {
  readonly maps: readonly DataMap[];
  readonly lang: Lang;
  readonly controller: Controller;
  readonly stylesheet: string;
  readonly icon: string;
  readonly appOrigin: string;
  readonly transfers: readonly Transfer[];
  readonly figures: Figures;
  readonly standing: Standing;
  /** IANA name, for the time of the last run. */
  readonly timeZone: string;
}

/** Every stored field, with purpose, basis, source, recipients and end, straight from the data map (promise scope.1). */
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
    ${figuresSection(page)}
    <section class="never" aria-labelledby="never">
      <h2 id="never">${words.never}</h2>
      <p>${words.neverText}</p>
      <ul>
        ${NEVER_STORED.map((category) => html`<li>${words.categories[category]}</li> `)}
      </ul>
    </section>
    ${transfersSection(page)}
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
      <li><a class="link" href="${PATHS[lang].impact}">${IMPACT[lang].title}</a></li>
      ${words.downloads.map(
        ([file, name]) => html`<li><a class="link" href="/.well-known/telink/${file}">${name}</a></li> `,
      )}
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
  const [fact, why, from, to, goes] = words.head;
  return html`<section aria-labelledby="kept-${category}">
    <h2 id="kept-${category}">${words.categories[category]}</h2>
    <div class="scrollx" tabindex="0" role="group" aria-labelledby="kept-${category}">
      <table>
        <thead>
          <tr>
            <th scope="col">${fact}</th>
            <th scope="col">${why}</th>
            <th scope="col">${from}</th>
            <th scope="col">${to}</th>
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
                    >${row.where !== 'database' && html`${words.where[row.where] ?? row.where}`}${row.where !== 'database' && row.sealed && ', '}${row.sealed && html`${words.sealed[row.key] ?? words.sealed['']}`}</span
                  >
                </th>
                <td>
                  ${row.purposes.map(
                    (purpose) =>
                      html`<span class="why"
                        >${words.purposes[purpose]}
                        <span class="basis"
                          >${(row.basesFor[purpose] ?? []).map((basis) => words.bases[basis]).join(', ')}</span
                        ></span
                      > `,
                  )}
                </td>
                <td>${words.origins[row.origin as keyof KeptWords['origins']]}</td>
                <td>
                  ${row.recipients.length === 0 ? words.nobody : row.recipients.map((one) => words.recipients[one] ?? one).join(', ')}
                </td>
                <td>${endsOf(row, words)}</td>
              </tr> `,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}

/** `customers.person.email` → «E-postadress». @throws when a column lacks words: the page is made before the server listens. */
function nameOf(place: string, lang: Lang): string {
  const name = fieldName(place, lang);
  if (name === undefined)
    throw new Error(`${place} has no words for the page of what is kept (text.fields.ts).`);
  return name;
}

/** Who keeps something outside the EEA, where, and what allows it (GDPR Art. 13.1 (f)). */
function transfersSection({ lang, transfers }: KeptPage): Markup {
  const words = KEPT[lang];
  const countries = new Intl.DisplayNames(lang, { type: 'region' });
  return html`<section aria-labelledby="outside">
    <h2 id="outside">${words.outside}</h2>
    ${transfers.length === 0 && html`<p>${words.nobodyOutside}</p>`}
    <ul class="plain">
      ${transfers.map(
        ({ recipient, country, safeguard }) =>
          html`<li>
            ${recipient}, ${countries.of(country) ?? country}: ${TILT[lang].safeguards[safeguard]}
          </li> `,
      )}
    </ul>
  </section>`;
}
