import type { Controller } from '#platform/config';
import { contentSecurityPolicy } from '#platform/http';
import type { Lang } from '#policy/read';
import { loadAssets } from './assets.ts';
import { frame } from './frame.ts';
import type { Markup } from './markup.ts';
import { notFoundPage } from './not-found-page.ts';

export interface SitePage {
  readonly lang: Lang;
  readonly title: string;
  readonly description: string;
  /** Address of the same page in the other language. */
  readonly counterpart: string;
}

export interface SitePages {
  /** A whole document in the public pages' frame, without script. `main` is its `<main id="main">`. */
  readonly document: (page: SitePage, main: Markup) => string;
  /** What stands at an address that leads nowhere. */
  readonly notFound: (lang: Lang) => string;
  /** Its content security policy. */
  readonly csp: string;
}

/** What another slice needs to show a page of its own beside the policy. `siteOrigin`: on a host that is not the site's, which then also has `siteAssetRoutes`. */
export function sitePages(deps: {
  readonly controller: Controller;
  readonly appOrigin: string;
  readonly siteOrigin?: string;
}): SitePages {
  const { stylesheet, icon } = loadAssets();
  return {
    document: (page, main) => frame({ ...deps, ...page, stylesheet, icon }, main),
    notFound: (lang) => notFoundPage({ ...deps, lang, stylesheet, icon }),
    csp: contentSecurityPolicy({ connect: [], script: false }),
  };
}
