export { appendAudit, appendAudits, GENESIS, type AuditEvent, type AuditFact } from './chain.ts';
export {
  auditKey,
  cutAudit,
  verifyAudit,
  writeCheckpoint,
  readCheckpoints,
  type Checkpoint,
  type Verdict,
} from './verify.ts';
export { auditEntry, auditMap } from './data-map.ts';
export { staffLooks, type StaffLook } from './looks.ts';
export { decisionEntries, firstForeign, type DecisionEntry } from './decisions.ts';
