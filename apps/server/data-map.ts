import { billingMap } from '#data-map/billing';
import { connectionsMap } from '#data-map/connections';
import { customersMap } from '#data-map/customers';
import { servicesMap } from '#data-map/services';
import { privacyMap } from '#data-map/privacy';
import { pricesMap } from '#data-map/prices';
import { sessionMap } from '#data-map/session';
import { retainedMap } from '#data-map/retained';
import { trafficMap } from '#data-map/traffic';
import { staffMap } from '#data-map/staff';
import { auditMap } from '#platform/audit';
import type { DataMap } from '#platform/data-map';
import { postMap } from '#platform/post';

/** Everything the product keeps, slice by slice. The live schema, the public page, the register and every report come from this list. */
export const dataMaps: readonly DataMap[] = [
  customersMap,
  servicesMap,
  sessionMap,
  connectionsMap,
  trafficMap,
  retainedMap,
  pricesMap,
  billingMap,
  staffMap,
  privacyMap,
  auditMap,
  postMap,
];

/** Tables of the machinery, with nothing of a person in them. Jobs carry ids only (platform/jobs, JobPayload). */
export const machinery: Readonly<Record<string, string>> = {
  'public.migration': 'Which migrations have been applied.',
};
export const machinerySchemas: Readonly<Record<string, string>> = {
  jobs: 'The job queue (pg-boss): names of jobs and random ids.',
};
