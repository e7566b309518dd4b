import type { Transfer } from '#platform/data-map';
import { system, type Actor, type Ctx } from '#platform/db';
import type { Routes } from '#platform/http';
import { CALLBACK_PATH, type ConnectionView, type ConnectorView } from './contract.ts';
import { enabledConnectors, published, transfersOf, type Connector } from './server/connectors.ts';
import type { ConnectionsDeps, House, PersonActor } from './server/deps.ts';
import { closeFor, forgetOld } from './server/disconnect.ts';
import { createEgress } from './server/egress.ts';
import { createIssueToken } from './server/issue-token.ts';
import { list, ownsAccount } from './server/list.ts';
import { openProvider } from './server/provider.ts';
import { connectionRoutes } from './server/routes.ts';

export type { ConnectionsDeps, PersonActor } from './server/deps.ts';
export type { Connector } from './server/connectors.ts';
export { enabledConnectors, published, transfersOf } from './server/connectors.ts';
export { createEgress, EgressRefused } from './server/egress.ts';

export interface Connections {
  /** On the app's host. */
  readonly routes: Routes;
  /** What GET /api/connections answers that person. */
  readonly list: (actor: PersonActor) => Promise<readonly ConnectionView[]>;
  /** Whether a browser may open what it keeps of that account (a connection's id): it is the person's and the consent stands. */
  readonly ownsAccount: (actor: Actor, connectionId: string) => Promise<boolean>;
  /** The published list of supported providers (promise mail.3). */
  readonly connectors: readonly ConnectorView[];
  /** Who receives what, for the register. */
  readonly recipients: readonly Connector['recipient'][];
  /** Those that keep it outside the EEA. */
  readonly transfers: readonly Transfer[];
  /** Origins for the app's own policy. No form leads anywhere: the journey is a navigation. */
  readonly csp: { readonly connect: readonly string[]; readonly form: readonly string[] };
  /** Origins this server may reach. Never a host of content (promise mail.4). */
  readonly egress: readonly string[];
  /** Erasure and the end of an account. @returns how many connections went. */
  readonly closeFor: (ctx: Ctx, personId: string) => Promise<number>;
}

/** Accounts at providers that people connect (promises mail.2, mail.3). Nothing is asked of a provider before someone connects. */
export function createConnections(deps: ConnectionsDeps): Connections {
  const { config, db, log, jobs, person } = deps;
  const connectors = enabledConnectors(config);
  const egress = connectors.flatMap(({ hosts }) => hosts.server);
  const now = (): number => config.clock.now();
  const provider =
    config.microsoft &&
    openProvider({
      microsoft: config.microsoft,
      redirectUri: `${config.origins.app}${CALLBACK_PATH}`,
      send: createEgress(egress),
      log,
      now,
    });
  const house: House = {
    config,
    db,
    log,
    now,
    forgetKeys: deps.forgetKeys ?? (async () => undefined),
    disclosed: deps.disclosed ?? (async () => undefined),
    connectors,
    provider,
  };
  jobs.every(60_000, 'connections-forget', () => forgetOld({ db, actor: system('connections') }, now()));
  return {
    routes: connectionRoutes(house, person, createIssueToken(house)),
    list: (actor) => list(house, actor),
    ownsAccount: (actor, connectionId) => ownsAccount({ db, actor }, connectionId),
    connectors: published(connectors),
    recipients: connectors.map(({ recipient }) => recipient),
    transfers: transfersOf(connectors),
    csp: { connect: connectors.flatMap(({ hosts }) => hosts.browser), form: [] },
    egress,
    closeFor,
  };
}
