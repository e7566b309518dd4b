import type { Config } from '#platform/config';
import type { Safeguard, Transfer } from '#platform/data-map';
import { FEATURES, MAIL_PROVIDERS, type ConnectorView, type Feature, type ProviderId } from '../contract.ts';

/**
 * What signing in takes: who it is, and a token that can be renewed. Microsoft’s own list is in its permission reference; no
 * application permission, ever.
 */
export const SIGN_IN_SCOPES: readonly string[] = [
  'openid',
  'profile',
  'email',
  'offline_access',
  'User.Read',
];

/** One connector in force. The published list, the page’s CSP, the server’s way out and the recipients’ register all come from it. */
export interface Connector {
  readonly id: ProviderId;
  readonly name: string;
  /** Least scopes per feature (promise mail.13). A feature stands here only when its screens exist. */
  readonly features: Readonly<Record<Feature, { readonly scopes: readonly string[] }>>;
  /** Origins. `browser`: the person’s own page may talk to them. `server`: we may. Content hosts are never in `server` (promise mail.4). */
  readonly hosts: { readonly browser: readonly string[]; readonly server: readonly string[] };
  readonly recipient: {
    readonly name: string;
    readonly role: string;
    readonly receives: readonly string[];
    /** Where it keeps that, ISO 3166-1 alpha-2, and what allows it to go there (GDPR Art. 44; promise access.13). */
    readonly country: string;
    readonly safeguard: Safeguard;
  };
  /** Where a person takes back the consent: work or school account, private account. */
  readonly consentPages: readonly string[];
}

/** The connectors that this operator has configured. Empty: nothing is offered and nothing leaves. */
export function enabledConnectors(config: Config): readonly Connector[] {
  const { microsoft } = config;
  if (!microsoft) return [];
  return [
    {
      id: 'microsoft365',
      name: 'Microsoft 365',
      features: { mail: { scopes: ['Mail.ReadWrite', 'Mail.Send', 'MailboxSettings.ReadWrite'] } },
      hosts: {
        browser: [...new Set([originOf(microsoft.graph), originOf(microsoft.upload)])],
        server: [originOf(microsoft.login)],
      },
      recipient: {
        name: 'Microsoft',
        role: 'the person’s own provider, chosen by the person',
        receives: ['refresh token', 'sign-in journey'],
        // Sign-ins are kept in the United States too; Microsoft is on the list of the EU–US Data Privacy Framework (decision (EU) 2023/1795).
        country: 'US',
        safeguard: 'adequacy',
      },
      consentPages: ['https://myapps.microsoft.com', 'https://account.live.com/consent/Manage'],
    },
  ];
}

export const published = (connectors: readonly Connector[]): ConnectorView[] =>
  connectors.map((connector) => ({
    provider: connector.id,
    name: connector.name,
    features: Object.keys(connector.features),
  }));

/** What the connectors in force take outside the EEA: every provider there is today keeps sign-ins in the United States. */
export const transfersOf = (connectors: readonly Connector[]): Transfer[] =>
  connectors.map(({ recipient: { name, country, safeguard } }) => ({ recipient: name, country, safeguard }));

/** The connector and feature asked for; undefined is answered with the policy’s own sentence (`not-supported`). */
export function connectorFor(
  connectors: readonly Connector[],
  provider: string,
  feature: string,
): { connector: Connector; feature: Feature } | undefined {
  if (!(MAIL_PROVIDERS as readonly string[]).includes(provider)) return undefined;
  const known = FEATURES.find((each) => each === feature);
  const connector = connectors.find(({ id }) => id === provider);
  return connector && known ? { connector, feature: known } : undefined;
}

/** Everything a consent for that feature asks for, and nothing else. */
export const scopesFor = (connector: Connector, feature: Feature): readonly string[] => [
  ...SIGN_IN_SCOPES,
  ...connector.features[feature].scopes,
];

/** Scopes the feature needs and the answer lacks. Names come back bare or with the resource before them, in any case. */
export function missingScopes(connector: Connector, feature: Feature, granted: readonly string[]): string[] {
  const held = new Set(granted.map((scope) => scope.slice(scope.lastIndexOf('/') + 1).toLowerCase()));
  return connector.features[feature].scopes.filter((scope) => !held.has(scope.toLowerCase()));
}

/** The granted ones among those a feature may have: what a provider adds by itself is not kept. */
export function heldScopes(connector: Connector, feature: Feature, granted: readonly string[]): string[] {
  const lacking = new Set(missingScopes(connector, feature, granted));
  return connector.features[feature].scopes.filter((scope) => !lacking.has(scope));
}

const originOf = (address: string): string => new URL(address).origin;
