/** Who the operator's customers are, and the people at them. Names, addresses and numbers are sealed; ids are random (promise customer.5). */
export { contractsEnded, endContract, type ContractEnd } from './server/contract.ts';
export { dayAt, dayBegins, isDay, nextDay } from './pure/days.ts';
export {
  registerCustomer,
  registerPerson,
  type NewAddress,
  type NewCustomer,
  type NewPerson,
  type Source,
} from './server/register.ts';
export {
  findPersonsByEmail,
  maskedPersonalNumber,
  payersOf,
  personById,
  rolesOf,
  unmaskPersonalNumber,
  type Person,
  type PersonRef,
} from './server/find.ts';
export { readEmail, readPhone } from './pure/contact.ts';
export { maskNumber, readNumber } from './pure/personal-number.ts';
export { bounced, contactFactsOf } from './server/bounced.ts';
export {
  changeAddress,
  changeContact,
  changeIdentity,
  changeLanguage,
  contactValue,
  identityValue,
  type Change,
} from './server/change-facts.ts';
export { takeOver, type TakeOver, type TakenOver } from './server/take-over.ts';
export { billedTo, type BilledTo } from './server/billed-to.ts';
