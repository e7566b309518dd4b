export {
  loadPolicy,
  loadPolicyFiles,
  PolicyUnusable,
  type Decide,
  type Decision,
  type Question,
  type StaffFacts,
} from './decide.ts';
export { createGate, noStaff, type ContractsEnded, type Facts, type OwnWill } from './gate.ts';
