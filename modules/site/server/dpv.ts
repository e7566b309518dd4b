import {
  describeMaps,
  registerOf,
  type Activity,
  type Basis,
  type DataMap,
  type Purpose,
} from '#platform/data-map';
import type { Controller } from '#platform/config';

/** Terms of the W3C Data Privacy Vocabulary 2.1 (16 March 2025, https://w3id.org/dpv/2.1), the only ones used here. */
export const DPV_TERMS = [
  'CommunicationForCustomerCare',
  'Customer',
  'CustomerCare',
  'DataController',
  'DataSubject',
  'DirectMarketing',
  'DisputeManagement',
  'Employee',
  'EncryptionAtRest',
  'EnforceSecurity',
  'FulfilmentOfContractualObligation',
  'LegalCompliance',
  'PaymentManagement',
  'PersonalData',
  'PersonalDataProcess',
  'Recipient',
  'RecordManagement',
  'RequestedServiceProvision',
  'RightsFulfillment',
  'ServiceUsageAnalytics',
  'StorageCondition',
  'TechnicalServiceProvision',
  'hasAddress',
  'hasContact',
  'hasDataController',
  'hasDataSubject',
  'hasLegalBasis',
  'hasName',
  'hasPersonalData',
  'hasPersonalDataProcess',
  'hasPurpose',
  'hasRecipient',
  'hasStorageCondition',
  'hasTechnicalMeasure',
] as const;
type Term = (typeof DPV_TERMS)[number];
const dpv = (term: Term): string => `dpv:${term}`;

const PURPOSE_TERMS: Readonly<Record<Purpose, Term>> = {
  deliver_contract: 'FulfilmentOfContractualObligation',
  service_information: 'CommunicationForCustomerCare',
  convey: 'TechnicalServiceProvision',
  bill: 'PaymentManagement',
  mail_client: 'RequestedServiceProvision',
  calendar_contacts_client: 'RequestedServiceProvision',
  third_party_import: 'RequestedServiceProvision',
  support: 'CustomerCare',
  functional_cookies: 'TechnicalServiceProvision',
  statistics: 'ServiceUsageAnalytics',
  marketing: 'DirectMarketing',
  bookkeeping: 'RecordManagement',
  law_enforcement: 'LegalCompliance',
  security: 'EnforceSecurity',
  rights: 'RightsFulfillment',
  legal_claims: 'DisputeManagement',
};

/** Of the GDPR extension, https://w3id.org/dpv/legal/eu/gdpr. */
const BASIS_TERMS: Readonly<Record<Basis, `A6-1-${'a' | 'b' | 'c' | 'd' | 'e' | 'f'}`>> = {
  consent: 'A6-1-a',
  contract: 'A6-1-b',
  legal_obligation: 'A6-1-c',
  vital_interest: 'A6-1-d',
  public_task: 'A6-1-e',
  legitimate_interest: 'A6-1-f',
};

const SUBJECT_TERMS: Readonly<Record<string, Term>> = { self: 'Customer', staff: 'Employee' };

/** What is processed, as linked data: the register of processing in the words of the Data Privacy Vocabulary. `shop`: origin of the public pages. */
export function dpvDocument(maps: readonly DataMap[], controller: Controller, shop: string): object {
  const register = registerOf(maps, controller, []);
  const sealed = new Set(describeMaps(maps).flatMap((row) => (row.sealed ? row.purposes : [])));
  const id = (name: string): string => new URL(`/.well-known/telink/dpv.jsonld#${name}`, shop).href;
  const categories = [...new Set(register.activities.flatMap((activity) => activity.categories))];
  const recipients = [...new Set(register.activities.flatMap((activity) => activity.recipients))];
  return {
    '@context': {
      dpv: 'https://w3id.org/dpv#',
      'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
      rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
    },
    '@graph': [
      {
        '@id': id('controller'),
        '@type': dpv('DataController'),
        [dpv('hasName')]: controller.name,
        [dpv('hasAddress')]: controller.address,
        [dpv('hasContact')]: `mailto:${controller.email}`,
        [dpv('hasPersonalDataProcess')]: register.activities.map(({ purpose }) => ({ '@id': id(purpose) })),
      },
      ...categories.map((category) => ({
        '@id': id(category),
        '@type': dpv('PersonalData'),
        'rdfs:label': category,
      })),
      ...recipients.map((name) => ({
        '@id': id(`recipient-${encodeURIComponent(name)}`),
        '@type': dpv('Recipient'),
        [dpv('hasName')]: name,
      })),
      ...register.activities.map((activity) => processOf(activity, id, sealed.has(activity.purpose))),
    ],
  };
}

function processOf(activity: Activity, id: (name: string) => string, sealed: boolean): object {
  return {
    '@id': id(activity.purpose),
    '@type': dpv('PersonalDataProcess'),
    'rdfs:label': activity.purpose,
    [dpv('hasDataController')]: { '@id': id('controller') },
    [dpv('hasPurpose')]: { '@id': dpv(PURPOSE_TERMS[activity.purpose]) },
    [dpv('hasLegalBasis')]: activity.bases.map((basis) => ({ '@id': `eu-gdpr:${BASIS_TERMS[basis]}` })),
    [dpv('hasPersonalData')]: activity.categories.map((category) => ({ '@id': id(category) })),
    [dpv('hasDataSubject')]: [
      ...new Set(activity.subjects.map((subject) => dpv(SUBJECT_TERMS[subject] ?? 'DataSubject'))),
    ].map((term) => ({ '@id': term })),
    [dpv('hasRecipient')]: activity.recipients.map((name) => ({
      '@id': id(`recipient-${encodeURIComponent(name)}`),
    })),
    [dpv('hasStorageCondition')]: activity.ends.map((end) => ({
      '@type': dpv('StorageCondition'),
      'rdfs:label': end,
    })),
    ...(sealed ? { [dpv('hasTechnicalMeasure')]: { '@id': dpv('EncryptionAtRest') } } : {}),
  };
}
