/** How facts about people are read, the same in forms, imports and on the server. */
export { readEmail, readPhone } from './pure/contact.ts';
export { readCountry, readPostalCode } from './pure/postal-code.ts';
export {
  maskNumber,
  readOrganisationNumber,
  readPersonalNumber,
  type NumberFault,
} from './pure/personal-number.ts';
