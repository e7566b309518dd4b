import type { Controller } from '#platform/config';
import type { Lang } from '#policy/read';
import { html, type Markup } from './markup.ts';
import { en, type Text } from './text.en.ts';
import { KEPT } from './text.kept.ts';
import { sv } from './text.sv.ts';

export const TEXTS: Readonly<Record<Lang, Text>> = { sv, en };

export const PATHS: Readonly<
  Record<
    Lang,
    { readonly front: string; readonly policy: string; readonly kept: string; readonly impact: string }
  >
> = {
  sv: { front: '/', policy: '/integritetspolicy', kept: '/vad-vi-lagrar', impact: '/konsekvensbedomning' },
  en: {
    front: '/en',
    policy: '/en/privacy-policy',
    kept: '/en/what-we-keep',
    impact: '/en/impact-assessment',
  },
};

export interface FrameOptions {
  readonly lang: Lang;
  readonly title: string;
  readonly description: string;
  /** Addresses of the stylesheet and the icon. */
  readonly stylesheet: string;
  readonly icon: string;
  readonly appOrigin: string;
  readonly controller: Controller;
  /** The same page in the other language. */
  readonly counterpart: string;
  /** Which entry of the menu is this page. */
  readonly here?: 'policy' | 'kept';
  /** Where the site's own pages are, for a page on another host. */
  readonly siteOrigin?: string;
}

const LOGO: Markup = html`<svg viewBox="0 0 28 14" fill="none" aria-hidden="true">
    <circle cx="6.5" cy="7" r="5" fill="currentColor" />
    <path d="M11 7h7" stroke="currentColor" stroke-width="2" />
    <circle cx="21.5" cy="7" r="4.25" stroke="currentColor" stroke-width="2" /></svg
  >telink`;

/** A whole document: readable without script, without inline style, and with nothing fetched from another host (promise contact.2). */
export function frame(options: FrameOptions, main: Markup): string {
  const { lang, controller } = options;
  const text = TEXTS[lang];
  const paths = PATHS[lang];
  const other: Lang = lang === 'sv' ? 'en' : 'sv';
  const language = html`<a class="btn quiet" href="${options.counterpart}" hreflang="${other}" lang="${other}"
    >${text.other}</a
  >`;
  const site = options.siteOrigin ?? '';
  const current = options.here === 'policy' && html` aria-current="page"`;
  return html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${options.title}</title>
        <meta name="description" content="${options.description}" />
        <link rel="icon" type="image/svg+xml" href="${options.icon}" />
        <link rel="stylesheet" href="${options.stylesheet}" />
        <link rel="alternate" hreflang="${other}" href="${options.counterpart}" />
      </head>
      <body>
        <a class="skip" href="#main">${text.skip}</a>
        <header class="head">
          <a class="logo" href="${site}${paths.front}" aria-label="${text.home}">${LOGO}</a>
          <nav class="menu" aria-label="${text.site}">
            <a href="${site}${paths.policy}" ${current}>${text.policy}</a>
            <a href="${site}${paths.kept}" ${options.here === 'kept' && html` aria-current="page"`}
              >${KEPT[lang].title}</a
            >
          </nav>
          <span class="end"
            >${language}<a class="btn quiet" href="${options.appOrigin}">${text.signIn}</a></span
          >
        </header>
        ${main}
        <footer class="foot">
          <p>
            ${controller.name}, ${controller.number}<br />${controller.address}<br /><a
              class="link"
              href="mailto:${controller.email}"
              >${controller.email}</a
            >
          </p>
          <ul>
            <li><a class="link" href="${site}${paths.policy}">${text.policy}</a></li>
            <li><a class="link" href="${site}${paths.kept}">${KEPT[lang].title}</a></li>
            <li>
              <a class="link" href="${site}${lang === 'sv' ? '/begar' : '/en/request'}">${text.request}</a>
            </li>
          </ul>
        </footer>
      </body>
    </html> `.markup;
}
