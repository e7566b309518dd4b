import type { Controller } from '#platform/config';
import { PLACEHOLDERS, type Lang, type Placeholder } from '#policy/read';
import { html, type Markup } from './markup.ts';

/** A provider whose connector is enabled. The policy's lists of providers are made from these and nothing else (promise mail.3, ruling R8). */
export interface Provider {
  readonly id: string;
  readonly name: string;
  readonly features: readonly ('mail' | 'calendar' | 'contacts')[];
}

interface Authority {
  readonly name: Readonly<Record<Lang, string>>;
  readonly address: string;
  /** https address of its site. */
  readonly url: string;
}

/** Who supervises (promise complaint.2): personal data, and traffic data, incidents in the service and cookies. */
export interface Authorities {
  readonly imy: Authority;
  readonly pts: Authority;
}

export interface PolicyFacts {
  readonly controller: Controller;
  readonly providers: readonly Provider[];
  readonly authorities: Authorities;
}

const NONE: Readonly<Record<Lang, string>> = { sv: 'ingen leverantör än', en: 'no provider yet' };

function providersWith(
  facts: PolicyFacts,
  features: readonly Provider['features'][number][],
  lang: Lang,
): string {
  const names = facts.providers
    .filter((provider) => features.some((feature) => provider.features.includes(feature)))
    .map(({ name }) => name);
  return names.length === 0 ? NONE[lang] : new Intl.ListFormat(lang, { type: 'conjunction' }).format(names);
}

function valuesFor(facts: PolicyFacts, lang: Lang): Readonly<Record<Placeholder, string>> {
  const { controller, authorities } = facts;
  const site = (authority: Authority): string => new URL(authority.url).hostname.replace(/^www\./u, '');
  return {
    'controller.name': controller.name,
    'controller.number': controller.number,
    'controller.address': controller.address,
    'controller.email': controller.email,
    'authorities.imy.name': authorities.imy.name[lang],
    'authorities.imy.address': authorities.imy.address,
    'authorities.imy.site': site(authorities.imy),
    'authorities.imy.url': authorities.imy.url,
    'authorities.pts.name': authorities.pts.name[lang],
    'authorities.pts.address': authorities.pts.address,
    'authorities.pts.site': site(authorities.pts),
    'authorities.pts.url': authorities.pts.url,
    'providers.mail': providersWith(facts, ['mail'], lang),
    'providers.calendar': providersWith(facts, ['calendar', 'contacts'], lang),
  };
}

/** Puts facts into a policy sentence. @throws on a placeholder that nothing fills: a hole in the published policy is a fault, not a blank. */
export function fill(text: string, facts: PolicyFacts, lang: Lang): string {
  const values: Readonly<Record<string, string>> = valuesFor(facts, lang);
  return text.replaceAll(/\{\{(.*?)\}\}/gu, (_all, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined || value === '')
      throw new Error(`Nothing fills «{{${name}}}». Known: ${PLACEHOLDERS.join(', ')}.`);
    return value;
  });
}

/** The filled sentence as HTML; `[words](address)` become links, to https and mailto only. The facts may hold any text: they are filled in after the links are found. */
export function filledMarkup(text: string, facts: PolicyFacts, lang: Lang): Markup {
  const parts = text.split(/(\[[^\]]+\]\([^)]+\))/u).map((part) => {
    const link = /^\[([^\]]+)\]\(([^)]+)\)$/u.exec(part);
    if (link === null) return html`${fill(part, facts, lang)}`;
    const address = fill(link[2] ?? '', facts, lang);
    if (!/^(?:https:\/\/|mailto:)/u.test(address))
      throw new Error(`A policy link goes to https or mailto, not to «${address}».`);
    return html`<a class="link" href="${address}">${fill(link[1] ?? '', facts, lang)}</a>`;
  });
  return html`${parts}`;
}
