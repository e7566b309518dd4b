import { createBilling, type Billing } from '#modules/billing';
import { createConnections, type Connections } from '#modules/connections';
import { pictureFrameRoutes } from '#modules/mail';
import { createSession, type Session } from '#modules/session';
import { obligationOf } from '#modules/retained';
import { numbersInUse, servicesRoutes } from '#modules/services';
import { loadRater, operatorOf, planAt, pricesOffice } from '#modules/prices';
import {
  simulatedRecords,
  trafficChecks,
  trafficFiles,
  trafficOffice,
  usageRoutes,
  watchFolder,
} from '#modules/traffic';
import { createPrivacy, recordDisclosure, requestFigures } from '#modules/privacy';
import { openPool, system } from '#platform/db';
import { siteRoutes, standingReader } from '#modules/site';
import { createStaff, type Staff } from '#modules/staff';
import { createHttp, serveApp, type Server } from '#platform/http';
import { startJobs } from '#platform/jobs';
import { createPost } from '#platform/post';
import { aheadOf } from './ahead.ts';
import { billSource } from './bill-source.ts';
import { builtFolder } from './build.ts';
import { dataMaps } from './data-map.ts';
import { sweepTraffic } from './sweep-traffic.ts';
import { disputeCall } from './dispute-call.ts';
import type { House } from './house.ts';
import { publicFigures } from './public-figures.ts';
import { queueLetter, startNightly } from './nightly.ts';
import { noteStop } from './spend-cap-decision.ts';

/** The slices, wired: the only place that knows them all. */
export interface Composed {
  readonly server: Server;
  readonly session: Session;
  readonly connections: Connections;
  readonly billing: Billing;
  readonly staff: Staff;
  /** Stops taking calls, lets those that run finish, then the jobs. */
  stop(): Promise<void>;
}

const CHECKPOINT_EVERY = 60_000;
/** More often than nightly: the day that was promised begins at midnight, and a machine may have slept then. */
const SWEEP_EVERY = 3_600_000;
/** What must always hold of traffic is counted over once a day; the office shows it whenever asked. */
const CHECK_EVERY = 86_400_000;
/** Between two looks at the folder of switches: a file that did not change in that time is whole. */
const FOLDER_EVERY = 5000;

export async function compose(house: House, ready: () => boolean): Promise<Composed> {
  const { config, db, log } = house;
  // The job queue reads plain types; ours are ISO strings and bigint.
  const jobPool = openPool(house.databaseUrl, log, { max: 4, plainTypes: true });
  const jobs = await startJobs(jobPool, log);
  const post = createPost({ config, log });
  // Each of the two needs one function of the other: sessions ask who owns an account, connections ask who is there.
  const late: { connections?: Connections } = {};
  const session = await createSession({
    config,
    db,
    log,
    jobs,
    post,
    ownsAccount: async (actor, account) => (await late.connections?.ownsAccount(actor, account)) ?? false,
  });
  const connections = createConnections({
    config,
    db,
    log,
    jobs,
    person: (request) => session.require(request),
    forgetKeys: (actor, connection) =>
      session.forgetAccount({ customer: actor.customer, person: actor.person }, connection),
    disclosed: (ctx, { customer, person }, { name, country, safeguard }) =>
      recordDisclosure(ctx, {
        customer,
        person,
        recipient: name,
        country,
        safeguard,
        categories: ['anslutning'],
        purpose: 'mail_client',
      }),
  });
  late.connections = connections;
  const staff = createStaff({
    config,
    db,
    jobs,
    holdersOf: async (number) => {
      const now = config.clock.now();
      return (await numbersInUse(house.ctx('staff'), now, now + 1, [number])).map(({ customer }) => customer);
    },
  });
  const billing = createBilling({
    config,
    db,
    log,
    source: billSource({ db, config }),
    person: (request) => session.require(request),
    remind: queueLetter(jobs),
    stopped: noteStop,
    staff,
  });
  const privacy = createPrivacy({
    config,
    db,
    keys: house.keys,
    log,
    jobs,
    post,
    session,
    staff,
    maps: dataMaps,
  });
  await privacy.start();
  jobs.every(CHECKPOINT_EVERY, 'audit-checkpoint', () => house.checkpoint());
  jobs.every(SWEEP_EVERY, 'traffic-sweep', async () => {
    await sweepTraffic({ db, actor: system('traffic-sweep') }, billing, config);
  });
  await startNightly(billing, { config, jobs, post, log });
  jobs.every(CHECK_EVERY, 'traffic-checks', async () => {
    const traffic = await trafficChecks({ db, actor: system('traffic-checks') }, config.timeZone);
    for (const { name, ok } of traffic)
      if (!ok) log.error('a check of the traffic is broken', { code: name });
  });
  if (config.trafficFolder !== undefined) {
    const ctx = { db, actor: system('traffic-folder') };
    const watch = watchFolder(ctx, { folder: config.trafficFolder, timeZone: config.timeZone, log });
    jobs.every(FOLDER_EVERY, 'traffic-folder', async () => {
      await watch.round();
    });
  }

  const server = await createHttp({
    config,
    log,
    ready,
    apps: {
      shop: [
        siteRoutes({
          controller: config.controller,
          providers: connections.connectors.map(({ provider, name, features }) => ({
            id: provider,
            name,
            features: features.filter((feature) => feature === 'mail'),
          })),
          transfers: connections.transfers,
          appOrigin: config.origins.app,
          standing: standingReader(config.dataDir),
          timeZone: config.timeZone,
          maps: dataMaps,
          shopOrigin: config.origins.shop,
          now: config.clock.now,
          figures: publicFigures({
            staff,
            retainedSince: async () => (await obligationOf(house.ctx('figures')))?.since ?? null,
            requests: async () => {
              const { answered, answeredInTime, overdue } = await requestFigures(house.ctx('figures'));
              return { answered, inTime: answeredInTime, overdue };
            },
          }),
        }),
        privacy.shop,
      ],
      app: [
        session.routes,
        connections.routes,
        servicesRoutes({
          config,
          db,
          person: (request) => session.require(request),
          planNames: async (language) => {
            const rater = await loadRater(house.ctx('services'), operatorOf(config));
            return (plan) => planAt(rater, plan, config.clock.now())?.plan[language];
          },
        }),
        billing.routes,
        usageRoutes({
          config,
          db,
          person: (request) => session.require(request),
          rater: () => loadRater(house.ctx('usage'), operatorOf(config)),
          dispute: disputeCall(billing),
        }),
        trafficFiles({ config, db }),
        privacy.app,
        pictureFrameRoutes,
        (inner) =>
          serveApp(inner, {
            folder: builtFolder('subscriber'),
            page: { script: true, connect: connections.csp.connect, form: connections.csp.form },
            except: ['/api/', '/connections/'],
            ahead: (request) => aheadOf(session, connections, request),
          }),
      ],
      // The gate stands first: whatever is added after it is closed until second factor and agreement are there.
      office: [
        staff.gate,
        staff.routes,
        trafficOffice({ config, db }, staff.require),
        billing.office,
        privacy.office,
        pricesOffice({
          config,
          db,
          log,
          records: (month) =>
            simulatedRecords({ db, actor: system('prices-simulate') }, month, config.timeZone),
          staff: staff.require,
        }),
        (inner) =>
          serveApp(inner, {
            folder: builtFolder('office'),
            page: { script: true, connect: [] },
            except: ['/api/'],
          }),
      ],
    },
  });
  return {
    server,
    session,
    connections,
    billing,
    staff,
    async stop() {
      await server.close();
      await jobs.stop();
      await jobPool.end();
    },
  };
}
