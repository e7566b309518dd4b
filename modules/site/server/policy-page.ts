import type { Policies } from '#policy/agree';
import type { PromiseId } from '#policy';
import { plainText, type Chapter, type Lang, type Policy, type Section, type Sentence } from '#policy/read';
import { countsOf, sentenceState, type PromiseResult, type PromiseState, type Standing } from '#policy/state';
import { dayOf, momentOf } from './dates.ts';
import { fill, filledMarkup, type PolicyFacts } from './fill.ts';
import { frame, PATHS, TEXTS } from './frame.ts';
import { html, type Markup } from './markup.ts';
import { proofDetails, STATE_CLASS } from './proof.ts';

export interface PolicyPage extends PolicyFacts {
  readonly policies: Policies;
  readonly lang: Lang;
  readonly standing: Standing;
  readonly stylesheet: string;
  readonly icon: string;
  readonly appOrigin: string;
  readonly timeZone: string;
  /** Numbers of all published versions. */
  readonly versions: readonly number[];
  /** Set on the page of an earlier version: the version in force, which the proofs are about. */
  readonly inForce?: number;
}

/** The public policy (promises contact.2, scope.1, scope.4). Pure: the same inputs give the same bytes. */
export function policyPage(page: PolicyPage): string {
  const { lang } = page;
  const policy = page.policies[lang];
  const text = TEXTS[lang];
  const other: Lang = lang === 'sv' ? 'en' : 'sv';
  const old = page.inForce !== undefined;
  const counterpart = old ? `${PATHS[other].policy}/version/${policy.version}` : PATHS[other].policy;
  const body = html`<main id="main" class="in pol">
    <nav class="toc" aria-label="${text.contents}">${contents(policy, page)}</nav>
    <article>
      <h1>${policy.title}</h1>
      <p class="lead">
        ${text.inForce(dayOf(policy.date, lang))} ${controllerLine(page)}
        <a class="link" href="#changes">${text.changed}</a>
      </p>
      ${old ? oldNotice(page, policy) : summary(page)}
      <details class="toc-phone">
        <summary>${text.contents}</summary>
        <nav aria-label="${text.contents}">${contents(policy, page)}</nav>
      </details>
      ${policy.chapters.map((chapter) => chapterOf(chapter, page))} ${changes(page, policy)}
      ${!old && tryIt(page)}
    </article>
  </main>`;
  const description = plainText(fill(policy.chapters[0]?.sentences[0]?.text ?? policy.title, page, lang));
  const title = old
    ? `${policy.title}, version ${policy.version} · ${page.controller.name}`
    : `${policy.title} · ${page.controller.name}`;
  return frame(
    {
      lang,
      title,
      description,
      stylesheet: page.stylesheet,
      icon: page.icon,
      appOrigin: page.appOrigin,
      controller: page.controller,
      counterpart,
      here: 'policy',
    },
    body,
  );
}

/** The registration number is not broken between two lines. */
function controllerLine({ controller, lang }: PolicyPage): Markup {
  const [before = '', after = ''] = TEXTS[lang].controller(controller.name, '\0').split('\0');
  return html`${before}<span class="nowrap">${controller.number}</span>${after}`;
}

const contents = (policy: Policy, { lang, inForce }: PolicyPage): Markup =>
  html`<ul>
    ${policy.chapters.map(
      ({ id, title, sections }) =>
        html`<li>
          <a href="#${id}">${title}</a>${
            sections.length > 0 &&
            html`<ul>
              ${sections.map((section) => html`<li><a href="#${section.id}">${section.title}</a></li>`)}
            </ul>`
          }
        </li> `,
    )}
    <li><a href="#changes">${TEXTS[lang].changed}</a></li>
    ${inForce === undefined && html`<li><a href="#try">${TEXTS[lang].tryIt}</a></li>`}
  </ul>`;

function summary({ lang, standing, timeZone }: PolicyPage): Markup {
  const text = TEXTS[lang];
  const { proven, notYet, failed } = countsOf(standing.results);
  const count = (n: number, words: readonly string[]): Markup =>
    html`<li><b>${n}</b> ${(n === 1 ? words[0] : words[1]) ?? ''}</li>`;
  const when = standing.kind === 'never' ? '' : momentOf(standing.ranAt, lang, timeZone);
  const tried = { current: text.tried(when), stale: text.triedOther(when), never: text.neverTried }[
    standing.kind
  ];
  return html`<div class="explain sum">
    <ul aria-label="${text.countsOf}">
      ${count(proven, text.counts.proven)}${count(notYet, text.counts.notYet)}${count(failed, text.counts.failed)}
    </ul>
    <p>${tried} <a class="link" href="#try">${text.tryIt}</a></p>
  </div>`;
}

const oldNotice = ({ lang }: PolicyPage, { version, date }: Policy): Markup =>
  html`<p class="explain old">
    ${TEXTS[lang].oldVersion(version, dayOf(date, lang))}
    <a class="link" href="${PATHS[lang].policy}">${TEXTS[lang].toCurrent}</a>
  </p>`;

function chapterOf(chapter: Chapter, page: PolicyPage): Markup {
  return html`<section aria-labelledby="${chapter.id}">
    <h2 id="${chapter.id}">${chapter.title}</h2>
    ${sentencesOf(chapter, page)}
    ${chapter.sections.map(
      (section) =>
        html`<section aria-labelledby="${section.id}">
          <h3 id="${section.id}">${section.title}</h3>
          ${sentencesOf(section, page)}
        </section> `,
    )}
  </section> `;
}

function sentencesOf({ sentences }: Section, page: PolicyPage): Markup {
  const results = new Map(page.standing.results.map((result) => [result.id, result]));
  const groups: Sentence[][] = [];
  for (const sentence of sentences) {
    const last = groups.at(-1);
    if (last?.[0]?.item === sentence.item) last.push(sentence);
    else groups.push([sentence]);
  }
  return html`${groups.map((group) =>
    group[0]?.item === true
      ? html`<ul class="items">
          ${group.map(
            (sentence) =>
              html`<li class="${classOf(sentence, page, results)}" id="${sentence.key}">
                ${sentenceBody(sentence, page, results)}
              </li> `,
          )}
        </ul>`
      : html`${group.map(
          (sentence) =>
            html`<div class="${classOf(sentence, page, results)}" id="${sentence.key}">
              ${sentenceBody(sentence, page, results)}
            </div> `,
        )}`,
  )}`;
}

type Results = ReadonlyMap<PromiseId, PromiseResult>;

const stateOf = (sentence: Sentence, results: Results): PromiseState =>
  sentenceState(
    sentence.ids,
    new Map(
      sentence.ids.flatMap((id) => {
        const own = results.get(id);
        return own ? [[id, own.state] as const] : [];
      }),
    ),
  );

const classOf = (sentence: Sentence, page: PolicyPage, results: Results): string =>
  page.inForce === undefined ? `se ${STATE_CLASS[stateOf(sentence, results)]}` : 'se plain';

function sentenceBody(sentence: Sentence, page: PolicyPage, results: Results): Markup {
  const words = html`<p>${filledMarkup(sentence.text, page, page.lang)}</p>`;
  if (page.inForce !== undefined) return words;
  const state = stateOf(sentence, results);
  const text = TEXTS[page.lang];
  const broken = state === 'failed' && html`<p class="alarm"><b>${text.brokenTitle}</b> ${text.broken}</p>`;
  const own = sentence.ids.flatMap((id) => results.get(id) ?? []);
  return html`${words}${proofDetails(state, own, page.lang)}${broken}`;
}

const changes = ({ lang, versions, inForce }: PolicyPage, policy: Policy): Markup =>
  html`<section aria-labelledby="changes">
    <h2 id="changes">${TEXTS[lang].changed}</h2>
    <ol class="versions">
      ${policy.changes
        .toSorted((a, b) => b.version - a.version)
        .map(
          (change) =>
            html`<li>
              <b>${TEXTS[lang].versions(change.version, dayOf(change.date, lang))}</b
              >${change.version === (inForce ?? policy.version) && html` <span class="faint">${TEXTS[lang].current}</span>`}<br />${change.text}${versions.includes(change.version) && html` <a class="link" href="${PATHS[lang].policy}/version/${change.version}">${TEXTS[lang].readVersion}</a>`}
            </li> `,
        )}
    </ol>
  </section>`;

const tryIt = ({ lang }: PolicyPage): Markup =>
  html`<section aria-labelledby="try">
    <h2 id="try">${TEXTS[lang].tryIt}</h2>
    <div class="explain prose">
      <p>${TEXTS[lang].tryText}</p>
      <p>${TEXTS[lang].legend}</p>
      <p>${TEXTS[lang].tryCommand} <code>npm run promises</code></p>
      <p><a class="link" href="/.well-known/telink/promises.json">${TEXTS[lang].tryJson}</a></p>
    </div>
  </section>`;
