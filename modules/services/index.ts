/**
 * What a customer has with the operator: services, who uses each, its numbers and plans over time, and what the customer has chosen
 * for it. Other slices ask `numbersInUse` (traffic, billing) and `servicesOf`.
 */
export {
  createService,
  ROAMING_CAP_FROM_START_ORE,
  type Created,
  type CreateRefusal,
  type Limits,
  type NewService,
  type ServiceRef,
} from './server/create-service.ts';
export {
  assignNumber,
  moveNumber,
  releaseNumber,
  type NumberChange,
  type NumberRefusal,
} from './server/numbers.ts';
export { changePlan, type PlanChange } from './server/change-plan.ts';
export { activateService, pauseService, resumeService, type Switched } from './server/switch-service.ts';
export { endService, type Ended } from './server/end-service.ts';
export { setLimits, type LimitsChange } from './server/set-limits.ts';
export { endCustomer } from './server/end-customer.ts';
export { servicesOf, type Service } from './server/services-of.ts';
export { numbersInUse, type NumberInUse } from './server/numbers-in-use.ts';
export {
  importCustomers,
  type Imported,
  type ImportOptions,
  type Rejected,
} from './server/import/import-customers.ts';
export { NotAnImport } from './server/import/read-lines.ts';
export type { Login } from './server/import/take.ts';
export { servicesRoutes, type ServicesDeps } from './server/routes.ts';
export { addMonths, bindsTooLong, LONGEST_BINDING_MONTHS } from './pure/binding.ts';
export { readNumber } from './pure/number.ts';
export { servicesBetween, type ServicePeriod } from './server/services-between.ts';
