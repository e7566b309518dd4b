import { system } from '#platform/db';
import type { Part, PrivacyDeps } from '../deps.ts';
import { deliverErasures } from './deliver-erasures.ts';
import { resumeErasures } from './erase.ts';
import type { EraseHouse } from './house.ts';
import { checkpointsOf, eraseHouse } from './open-house.ts';
import { reconcile } from './reconcile.ts';
import { sweepAll } from './retention.ts';
import { erasureOffice } from './office-routes.ts';
import { receiptPages } from './receipt-routes.ts';
import { erasureRoutes } from './routes.ts';
import { tellPerson } from './tell-person.ts';

const DELIVER_EVERY = 5000;
const HOUR = 3_600_000;
const NIGHT = 86_400_000;

/** Erasure, holds, and the end of everything that is kept. Nothing is served before the database has been held against the ledger. */
export function part(deps: PrivacyDeps): Part {
  let opened: Promise<EraseHouse> | undefined;
  const house = (): Promise<EraseHouse> =>
    (opened ??= eraseHouse({
      ctx: { db: deps.db, actor: system('privacy-erase') },
      keys: deps.keys,
      maps: deps.maps,
      config: deps.config,
      endSessions: ({ customer, person }) =>
        deps.session.endSessions(
          { db: deps.db, actor: system('privacy-erase') },
          { customer_id: customer, person_id: person },
          'erased',
        ),
      tellPerson: tellPerson(deps),
    }));
  return {
    async app(server) {
      await erasureRoutes(deps, house)(server);
      await receiptPages(deps, house)(server);
    },
    office: erasureOffice(deps, house),
    async start() {
      const { erased } = await reconcile(await house());
      if (erased > 0)
        deps.log.warn('people who had been erased were in the database and are erased again', {
          count: erased,
        });
      deps.jobs.every(DELIVER_EVERY, 'privacy-erasures-told', async () => {
        if (await deliverErasures(deps)) await resumeErasures(await house());
      });
      deps.jobs.every(HOUR, 'privacy-erasures', async () => {
        await resumeErasures(await house());
      });
      deps.jobs.every(NIGHT, 'privacy-retention', async () => {
        const kept = await sweepAll(await house(), checkpointsOf(deps.config.dataDir));
        deps.log.info('what was over is erased', { count: kept.people + kept.books + kept.audit });
      });
    },
  };
}
