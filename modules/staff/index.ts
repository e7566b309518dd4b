import type { FastifyRequest } from 'fastify';
import type { Routes } from '#platform/http';
import type { StaffRole } from './contract.ts';
import { accessList } from './server/access-list.ts';
import { withCase } from './server/cases.ts';
import { officeGate } from './server/gate.ts';
import { endOverdue, requireLive } from './server/live.ts';
import { partsOf, type StaffActor, type StaffDeps } from './server/parts.ts';
import { staffRoutes } from './server/routes.ts';
import { sweepSteps } from './server/sign-in.ts';
import { Problem } from '#platform/problem';

export {
  addStaff,
  disableStaff,
  enableStaff,
  renewLink,
  staffByMail,
  type NewStaff,
  type StaffAccount,
} from './server/account.ts';
export {
  listAgreements,
  newestAgreement,
  publishAgreement,
  signAgreement,
  type Signed,
} from './server/agreement.ts';
export { enrolForDemonstration } from './server/demonstration.ts';
export { WITH_CUSTOMERS } from './pure/closed-lists.ts';
export { staffFacts } from './server/facts.ts';
export type { StaffNeed } from './server/gate.ts';
export { whoLooked } from './server/who-looked.ts';
export type { StaffActor, StaffDeps, StaffRole };

export interface Colleague {
  readonly name: string;
  readonly roles: readonly StaffRole[];
  /** May enter: not shut out, with second factor and agreement in force. */
  readonly enters: boolean;
}

export interface Staff {
  /** Stands first on the office's host: whatever comes after it, in any slice, is closed until second factor and agreement are there. */
  readonly gate: Routes;
  readonly routes: Routes;
  /**
   * Who is behind a request of the office; the gate has seen second factor and agreement by then. A route that is for some roles only
   * says so in `config: { staff: ['billing'] }`; `roles` here asks once more. @throws Problem not-signed-in, forbidden
   */
  require(request: FastifyRequest, ...roles: readonly StaffRole[]): Promise<StaffActor>;
  /** The same with the case that opens one customer: reads as this actor are held to that customer and audited. @throws Problem case-needed */
  requireCase(request: FastifyRequest, customer: string, ...roles: readonly StaffRole[]): Promise<StaffActor>;
  /** Who works at the office, by id. */
  colleagues(): Promise<ReadonlyMap<string, Colleague>>;
  /** Ends what is overdue. Runs by itself every thirty seconds. */
  sweep(): Promise<void>;
}

export function createStaff(deps: StaffDeps): Staff {
  const parts = partsOf(deps);
  const sweep = async (): Promise<void> => {
    await endOverdue(parts);
    await sweepSteps(parts);
  };
  deps.jobs.every(30_000, 'staff-sweep', sweep);
  const require = async (request: FastifyRequest, ...roles: readonly StaffRole[]): Promise<StaffActor> => {
    const { actor } = await requireLive(parts, request);
    if (roles.length > 0 && !roles.some((role) => actor.roles.includes(role))) throw new Problem('forbidden');
    return actor;
  };
  return {
    gate: officeGate(parts),
    routes: staffRoutes(parts),
    require,
    requireCase: async (request, customer, ...roles) =>
      withCase(parts, await require(request, ...roles), customer),
    async colleagues() {
      const { staff } = await accessList(parts);
      return new Map(
        staff.map(({ id, name, roles, active, secondFactor, agreement }) => [
          id,
          { name, roles, enters: active && secondFactor && agreement?.inForce === true },
        ]),
      );
    },
    sweep,
  };
}
