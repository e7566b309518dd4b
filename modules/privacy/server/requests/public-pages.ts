import { html, type Markup, type SitePages } from '#modules/site';
import { REQUEST_KINDS, type RequestKind } from '#contract/privacy';
import type { Config } from '#platform/config';
import type { Filed } from './file-request.ts';
import { complainLine } from './letters.ts';
import { PUBLIC_WORDS } from './text.public.ts';

type Lang = 'sv' | 'en';
export const PUBLIC_PATHS: Readonly<Record<Lang, string>> = { sv: '/begar', en: '/en/request' };
const other = (lang: Lang): Lang => (lang === 'sv' ? 'en' : 'sv');

interface Typed {
  readonly mail: string;
  readonly kind: RequestKind;
  readonly text: string;
}

export interface PublicPages {
  /** `typed`: what came with an address that is none. */
  readonly form: (lang: Lang, typed?: Typed) => string;
  readonly code: (lang: Lang, id: string, wrong?: boolean) => string;
  readonly dead: (lang: Lang) => string;
  readonly yes: (lang: Lang, filed: Filed | undefined) => string;
  readonly no: (lang: Lang, signed: string) => string;
}

/** The pages of asking without an account, in the site's frame: plain forms, no script. */
export function publicPages(site: SitePages, config: Pick<Config, 'controller' | 'origins'>): PublicPages {
  const page = (lang: Lang, title: string, body: Markup): string => {
    const text = PUBLIC_WORDS[lang];
    return site.document(
      {
        lang,
        title: `${title} · ${config.controller.name}`,
        description: text.lead,
        counterpart: PUBLIC_PATHS[other(lang)],
      },
      html`<main id="main" class="in asking">
        <h1>${title}</h1>
        ${body}
        <section class="explain">
          <h2>${text.complainTitle}</h2>
          <p>${complainLine(lang)}</p>
        </section>
      </main>`,
    );
  };
  return {
    form: (lang, typed) => page(lang, PUBLIC_WORDS[lang].title, askForm(lang, config, typed)),
    code: (lang, id, wrong) => page(lang, PUBLIC_WORDS[lang].codeTitle, codeForm(lang, id, wrong === true)),
    dead(lang) {
      const text = PUBLIC_WORDS[lang];
      return page(
        lang,
        text.deadTitle,
        html`<p class="lead">${text.deadText}</p>
          <p><a class="link" href="${PUBLIC_PATHS[lang]}">${text.again}</a></p>`,
      );
    },
    yes(lang, filed) {
      const text = PUBLIC_WORDS[lang];
      return page(
        lang,
        text.yesTitle,
        html`<p class="lead">${text.yesText(filed?.target ?? '', filed?.latest ?? '')}</p>
          <p>
            <a class="btn primary large" href="${config.origins.app}/mina-uppgifter">${text.account}</a>
          </p>`,
      );
    },
    no(lang, signed) {
      const text = PUBLIC_WORDS[lang];
      return page(
        lang,
        text.noTitle,
        html`<p class="lead">${text.noText}</p>
          <details>
            <summary>${text.noProof}</summary>
            <pre>${signed}</pre>
            <p><a class="link" href="/.well-known/telink/answer-key.json">${text.noKey}</a></p>
          </details>`,
      );
    },
  };
}

function askForm(lang: Lang, config: Pick<Config, 'origins'>, typed?: Typed): Markup {
  const text = PUBLIC_WORDS[lang];
  const wrong = typed !== undefined;
  return html`<p class="lead">
      ${text.lead}
      <a class="link" href="${config.origins.app}/mina-uppgifter">${text.account}</a>
    </p>
    <form class="form" method="post" action="${PUBLIC_PATHS[lang]}">
      <fieldset>
        <legend>${text.kind}</legend>
        ${REQUEST_KINDS.map(
          (kind) =>
            html`<label class="choice"
              ><input
                type="radio"
                name="kind"
                value="${kind}"
                ${kind === (typed?.kind ?? 'access') && html`checked`}
              />${text.kinds[kind]}</label
            >`,
        )}
      </fieldset>
      <div>
        <label for="mail">${text.mail}</label>
        <p id="mail-hint" class="hint">${text.mailHint}</p>
        ${wrong && html`<p id="mail-wrong" class="wrong" role="alert">${text.mailWrong}</p>`}
        <input
          id="mail"
          name="mail"
          type="email"
          autocomplete="email"
          required
          maxlength="320"
          value="${typed?.mail ?? ''}"
          aria-describedby="mail-hint${wrong ? ' mail-wrong' : ''}"
          ${wrong && html`aria-invalid="true"`}
        />
      </div>
      <div>
        <label for="text">${text.text}</label>
        <p id="text-hint" class="hint">${text.textHint}</p>
        <textarea id="text" name="text" rows="6" maxlength="5000" aria-describedby="text-hint">
${typed?.text ?? ''}</textarea>
      </div>
      <p class="hint">${text.then}</p>
      <button class="btn primary large" type="submit">${text.send}</button>
    </form>`;
}

function codeForm(lang: Lang, id: string, wrong: boolean): Markup {
  const text = PUBLIC_WORDS[lang];
  return html`<p class="lead">${text.codeLead}</p>
    <form class="form" method="post" action="${PUBLIC_PATHS[lang]}/${id}">
      <div>
        <label for="code">${text.code}</label>
        ${wrong && html`<p id="code-wrong" class="wrong" role="alert">${text.codeWrong}</p>`}
        <input
          id="code"
          name="code"
          inputmode="numeric"
          autocomplete="one-time-code"
          required
          maxlength="12"
          ${wrong && html`aria-invalid="true" aria-describedby="code-wrong"`}
        />
      </div>
      <button class="btn primary large" type="submit">${text.codeSend}</button>
    </form>
    <p><a class="link" href="${PUBLIC_PATHS[lang]}">${text.again}</a></p>`;
}
