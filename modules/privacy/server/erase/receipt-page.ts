import {
  ERASURE_WORDS,
  fieldsOfKept,
  groupLines,
  waitsInWords,
  whyKept,
  type ErasureLine,
  type ErasureReceipt,
} from '#contract/privacy';
import { html, type Markup, type SitePages } from '#modules/site';
import type { Config } from '#platform/config';
import { complainLine } from '../requests/letters.ts';
import { RECEIPT_WORDS } from './text.receipt.ts';

type Lang = 'sv' | 'en';
export const RECEIPT_PATHS: Readonly<Record<Lang, string>> = { sv: '/radering', en: '/en/erasure' };
const LOCALES: Readonly<Record<Lang, string>> = { sv: 'sv-SE', en: 'en-GB' };

const dayIn =
  (lang: Lang): ((day: string) => string) =>
  (day) =>
    new Intl.DateTimeFormat(LOCALES[lang], { dateStyle: 'long', timeZone: 'UTC' }).format(
      new Date(`${day}T00:00:00Z`),
    );

/** The receipt of an erasure as a page of its own: no script, no identity, readable when the account is gone (promise access.9). */
export function receiptPage(
  site: SitePages,
  config: Pick<Config, 'controller' | 'origins' | 'timeZone'>,
  receipt: ErasureReceipt,
  lang: Lang,
): string {
  const text = RECEIPT_WORDS[lang];
  const words = ERASURE_WORDS[lang];
  const day = dayIn(lang);
  const at = (time: string): Markup =>
    html`<time datetime="${time}"
      >${new Intl.DateTimeFormat(LOCALES[lang], { dateStyle: 'long', timeStyle: 'short', timeZone: config.timeZone }).format(new Date(time))}</time
    >`;
  const address = `${config.origins.app}${RECEIPT_PATHS[lang]}/${receipt.id}`;
  const { goes, later, stays } = groupLines(receipt.lines);
  const waits = waitsInWords(receipt.waits, words, day);
  const gone = receipt.state === 'waiting' || receipt.state === 'done';
  const body = html`<main id="main" class="in asking receipt">
    <h1>${text.title}</h1>
    <p class="lead">${text.leads[receipt.state]}</p>
    <dl>
      <div>
        <dt>${text.state}</dt>
        <dd>${words.states[receipt.state]}</dd>
      </div>
      <div>
        <dt>${text.asked}</dt>
        <dd>${at(receipt.askedAt)}</dd>
      </div>
      ${
        receipt.doneAt !== null &&
        html`<div>
          <dt>${text.done}</dt>
          <dd>${at(receipt.doneAt)}</dd>
        </div>`
      }
      <div>
        <dt>${text.address}</dt>
        <dd><code>${address}</code></dd>
      </div>
    </dl>
    ${
      waits.length > 0 &&
      html`<section>
        <h2>${text.waits}</h2>
        <ul class="waits">
          ${waits.map((wait) => html`<li>${wait}</li>`)}
        </ul>
      </section>`
    }
    ${group(gone ? text.gone : text.goes, goes, (line) => html`${words.rows(line.rows)}`)}
    ${group(text.later, later, (line) => html`${words.rows(line.rows)}`)}
    ${group(
      text.stays,
      stays,
      (line) =>
        html`${words.rows(line.rows)}. ${whyKept(line, words, day)}.
        ${fieldsOf(line, words.goes, words.stays)}`,
    )}
    <section class="explain">
      <h2>${text.complain}</h2>
      <p>${complainLine(lang)}</p>
    </section>
  </main>`;
  return site.document(
    {
      lang,
      title: `${text.title} · ${config.controller.name}`,
      description: text.description,
      counterpart: `${RECEIPT_PATHS[lang === 'sv' ? 'en' : 'sv']}/${receipt.id}`,
    },
    body,
  );
}

const group = (
  title: string,
  lines: readonly ErasureLine[],
  says: (line: ErasureLine) => Markup,
): Markup | false =>
  lines.length > 0 &&
  html`<section>
    <h2>${title}</h2>
    <ul class="lines">
      ${lines.map((line) => html`<li data-table="${line.table}"><b>${line.what}</b> <span>${says(line)}</span></li> `)}
    </ul>
  </section>`;

function fieldsOf(line: ErasureLine, goesTitle: string, staysTitle: string): Markup | false {
  const { goes, stays } = fieldsOfKept(line);
  return (
    goes.length + stays.length > 0 &&
    html`<small>
      ${goes.length > 0 && html`${goesTitle}: ${goes.join(', ')}. `}
      ${stays.length > 0 && html`${staysTitle}: ${stays.join(', ')}.`}
    </small>`
  );
}
