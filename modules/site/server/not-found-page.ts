import type { Controller } from '#platform/config';
import type { Lang } from '#policy/read';
import { frame, PATHS, TEXTS } from './frame.ts';
import { html } from './markup.ts';

export interface NotFoundPage {
  readonly lang: Lang;
  readonly controller: Controller;
  readonly stylesheet: string;
  readonly icon: string;
  readonly appOrigin: string;
  readonly siteOrigin?: string;
}

/** What a person sees at an address of the site that leads nowhere, such as a version that was never published. */
export function notFoundPage({ lang, ...shared }: NotFoundPage): string {
  const text = TEXTS[lang];
  const main = html`<main id="main" class="in">
    <div class="hero">
      <h1 class="small">${text.notFound}</h1>
      <p>
        ${text.notFoundText}
        <a class="link" href="${shared.siteOrigin ?? ''}${PATHS[lang].policy}">${text.front.read}</a>
      </p>
    </div>
  </main>`;
  const counterpart = `${shared.siteOrigin ?? ''}${PATHS[lang === 'sv' ? 'en' : 'sv'].policy}`;
  return frame({ ...shared, lang, title: text.notFound, description: text.notFoundText, counterpart }, main);
}
