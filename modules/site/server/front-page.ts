import type { Controller } from '#platform/config';
import type { Lang } from '#policy/read';
import { countsOf, type Standing } from '#policy/state';
import type { Provider } from './fill.ts';
import { frame, PATHS, TEXTS } from './frame.ts';
import { html } from './markup.ts';

export interface FrontPage {
  readonly lang: Lang;
  readonly controller: Controller;
  readonly providers: readonly Provider[];
  readonly standing: Standing;
  readonly stylesheet: string;
  readonly icon: string;
  readonly appOrigin: string;
}

/** The shop host's first page: what Telink is today, the policy, and the way in. Nothing is offered that does not exist. */
export function frontPage({
  lang,
  controller,
  providers,
  standing,
  stylesheet,
  icon,
  appOrigin,
}: FrontPage): string {
  const text = TEXTS[lang];
  const { front } = text;
  const { proven } = countsOf(standing.results);
  const mail = providers
    .filter((provider) => provider.features.includes('mail'))
    .map((provider) => provider.name);
  const mailText =
    mail.length === 0 ? front.mailTextNone : front.mailText(new Intl.ListFormat(lang).format(mail));
  const known = standing.kind === 'current' && proven > 0;
  const points = [
    [front.mail, mailText],
    [front.wiped, front.wipedText],
    [front.proofs, front.proofsText],
  ] as const;
  const main = html`<main id="main" class="in">
    <div class="hero">
      <h1>${front.headline}</h1>
      <p>
        ${front.lead} ${known && front.held(proven, standing.results.length)}
        <a class="link" href="${PATHS[lang].policy}">${known ? front.see : front.read}</a>
      </p>
      <p class="go"><a class="btn primary large" href="${appOrigin}">${text.signIn}</a></p>
    </div>
    <section aria-label="${front.points}">
      <ul class="points">
        ${points.map(
          ([title, words]) =>
            html`<li>
              <h2>${title}</h2>
              <p>${words}</p>
            </li> `,
        )}
      </ul>
    </section>
  </main>`;
  const counterpart = PATHS[lang === 'sv' ? 'en' : 'sv'].front;
  return frame(
    {
      lang,
      title: `${front.title} · ${controller.name}`,
      description: front.lead,
      stylesheet,
      icon,
      appOrigin,
      controller,
      counterpart,
    },
    main,
  );
}
