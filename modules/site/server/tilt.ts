import { createHash } from 'node:crypto';
import {
  describeMaps,
  type Basis,
  type Category,
  type DataMap,
  type Described,
  type Transfer,
} from '#platform/data-map';
import type { Controller } from '#platform/config';
import type { Lang } from '#policy/read';
import { endOf } from './ends.ts';
import type { Authorities } from './fill.ts';
import { PATHS } from './frame.ts';
import { KEPT, type KeptWords } from './text.kept.ts';
import { TILT } from './text.tilt.ts';

/** GDPR Art. 6.1 (a)–(f) as TILT writes them. */
const REFERENCES: Readonly<Record<Basis, string>> = {
  consent: 'GDPR-6-1-a',
  contract: 'GDPR-6-1-b',
  legal_obligation: 'GDPR-6-1-c',
  vital_interest: 'GDPR-6-1-d',
  public_task: 'GDPR-6-1-e',
  legitimate_interest: 'GDPR-6-1-f',
};

export interface TiltFacts {
  readonly maps: readonly DataMap[];
  readonly transfers: readonly Transfer[];
  readonly controller: Controller;
  readonly authorities: Authorities;
  readonly policy: { readonly version: number; readonly date: string };
  /** Origins of the public pages and of the app where a person asks for a right. */
  readonly origins: { readonly shop: string; readonly app: string };
  readonly lang: Lang;
}

/** The Transparency Information Language, 2.0 (GDPR Art. 13–15 as data), from the data map; one entry for each category that is kept. */
export function tiltDocument(facts: TiltFacts): Readonly<Record<string, unknown>> {
  const { maps, controller, authorities, policy, origins, lang } = facts;
  const words = TILT[lang];
  const kept = KEPT[lang];
  const rows = describeMaps(maps).filter((row) => row.personal);
  const categories = [...new Set(rows.map((row) => row.category as Category))];
  const contact = {
    name: controller.name,
    address: controller.address,
    country: 'SE',
    email: controller.email,
  };
  const right = (description: string): object => ({
    available: true,
    description,
    url: origins.app,
    email: controller.email,
    identificationEvidences: words.evidences,
  });
  const document = {
    meta: {
      _id: createHash('sha256').update(`${controller.number} ${lang}`).digest('hex').slice(0, 32),
      name: controller.name,
      created: policy.date,
      modified: policy.date,
      version: policy.version,
      language: lang,
      status: 'active',
      url: new URL(PATHS[lang].policy, origins.shop).href,
    },
    controller: {
      name: controller.name,
      address: controller.address,
      country: 'SE',
      representative: { name: controller.name, email: controller.email },
    },
    dataProtectionOfficer: contact,
    dataDisclosed: categories.map((category) =>
      disclosed(
        category,
        rows.filter((row) => row.category === category),
        lang,
      ),
    ),
    thirdCountryTransfers: facts.transfers.map((transfer) => transferred(transfer, lang)),
    accessAndDataPortability: {
      ...right(words.access),
      administrativeFee: { amount: 0, currency: 'SEK' },
      dataFormats: ['json', 'csv', 'html', 'pdf'],
    },
    sources: categories
      .filter((category) => rows.some((row) => row.category === category && row.origin === 'third-party'))
      .map((category) => ({
        _id: category,
        dataCategory: kept.categories[category],
        sources: [
          {
            description: words.source,
            url: new URL(PATHS[lang].kept, origins.shop).href,
            publiclyAvailable: false,
          },
        ],
      })),
    rightToInformation: right(words.information),
    rightToRectificationOrDeletion: right(words.correction),
    rightToDataPortability: right(words.portability),
    rightToWithdrawConsent: right(words.consent),
    rightToComplain: {
      ...right(words.complain),
      url: authorities.imy.url,
      supervisoryAuthority: {
        name: authorities.imy.name[lang],
        address: authorities.imy.address,
        country: 'SE',
      },
    },
    automatedDecisionMaking: {
      inUse: true,
      logicInvolved: words.logic,
      scopeAndIntendedEffects: words.effects,
    },
    changesOfPurpose: [],
  };
  const hash = createHash('sha256').update(JSON.stringify(document)).digest('hex');
  return { ...document, meta: { ...document.meta, _hash: hash } };
}

/** GDPR Art. 13.1 (f): each mechanism in its own field, and that the rights can be enforced, which every one of them takes. */
function transferred({ recipient, country, safeguard }: Transfer, lang: Lang): object {
  const words = TILT[lang];
  const by = (those: readonly Transfer['safeguard'][]): object =>
    those.includes(safeguard)
      ? { available: true, description: `${recipient}: ${words.safeguards[safeguard]}` }
      : { available: false };
  return {
    country,
    adequacyDecision: by(['adequacy']),
    appropriateGuarantees: by(['binding-rules', 'persons-own-choice']),
    presenceOfEnforceableRightsAndEffectiveRemedies: { available: true, description: words.remedies },
    standardDataProtectionClause: by(['standard-clauses']),
  };
}

function disclosed(category: Category, rows: readonly Described[], lang: Lang): object {
  const [words, kept] = [TILT[lang], KEPT[lang]];
  const purposes = [...new Set(rows.flatMap((row) => row.purposes))];
  const bases = [...new Set(rows.flatMap((row) => row.bases))];
  const recipients = [...new Set(rows.flatMap((row) => row.recipients))];
  return {
    _id: category,
    category: kept.categories[category],
    purposes: purposes.map((purpose) => ({ purpose, description: kept.purposes[purpose] })),
    legalBases: bases.map((basis) => ({ reference: REFERENCES[basis], description: kept.bases[basis] })),
    legitimateInterests: bases.includes('legitimate_interest')
      ? [{ exists: true, reasoning: words.interest }]
      : [{ exists: false }],
    recipients:
      recipients.length === 0
        ? [{ category: words.nobody }]
        : recipients.map((name) => ({ name, category: words.processor })),
    storage: [{ temporal: terms(rows, kept), aggregationFunction: 'max' }],
    nonDisclosure: {
      legalRequirement: bases.includes('legal_obligation'),
      contractualRegulation: bases.includes('contract'),
      obligationToProvide: false,
      consequences: words.consequences,
    },
  };
}

/** Each different end once: from which event, and how long after. */
function terms(rows: readonly Described[], kept: KeptWords): object[] {
  const ends = new Map(
    rows.map((row) => {
      const { event, count, unit } = endOf(row);
      return [`${event} ${count}${unit}`, { description: kept.events[event], ttl: `P${count}${unit}` }];
    }),
  );
  return [...ends.values()];
}
