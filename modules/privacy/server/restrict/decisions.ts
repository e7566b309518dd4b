import { isoTime } from '#platform/clock';
import { randomId } from '#platform/crypto';
import { insert, read, transact, update, type Actor, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import {
  DECISIONS,
  isDecisionKind,
  type DecisionKind,
  type DecisionRule,
  type DecisionView,
} from '#contract/privacy';
import { decision, objection } from '#data-map/privacy';
import { answerRequest, fileRequest } from '../requests/file-request.ts';
import { note, type Whose } from './place.ts';

export type MayDecide =
  | { readonly ok: true }
  /** The person has objected: whoever asks leaves it to a human. */
  | { readonly ok: false; readonly reason: 'objected' };

const at = ({ customer, person }: Whose): { customer_id: string; person_id: string } => ({
  customer_id: customer,
  person_id: person,
});

/** @throws Error for a kind outside the register: a decision that nobody has declared is not taken. */
function ruleOf(kind: string): DecisionRule {
  if (!isDecisionKind(kind)) throw new Error(`No automated decision is called ${kind}; see DECISIONS.`);
  return DECISIONS[kind];
}

/**
 * Whether a decision may be taken about a person by itself. An objection, pending or upheld, hands it to a human; only one refused on the
 * rule's own registered ground leaves it (promises profiling.1, profiling.2). Asked each time, never remembered.
 */
export async function mayDecide(ctx: Ctx, kind: DecisionKind, whose: Whose): Promise<MayDecide> {
  ruleOf(kind);
  const rows = await read(ctx, 'rights', objection, ['against', 'decision_kind', 'outcome'], {
    where: { ...at(whose), outcome: { in: ['pending', 'upheld'] } },
  });
  const objected = rows.some(
    (row) =>
      row.against === 'automated-decisions' && (row.decision_kind === null || row.decision_kind === kind),
  );
  return objected ? { ok: false, reason: 'objected' } : { ok: true };
}

/**
 * Keeps that a decision was taken, with what it was taken by: the report's Art. 15.1 (h), and what a human reviews. `inputs` are those
 * of the register and no others. @returns its random name. @throws Error outside the register
 */
export async function recordDecision(
  ctx: Ctx,
  given: Whose & {
    readonly kind: DecisionKind;
    readonly inputs: Readonly<Record<string, string | number>>;
    readonly consequence: string;
    /** The person has objected to decisions of this kind: a human reviews it without being asked again. */
    readonly toHuman?: boolean;
  },
): Promise<string> {
  const rule = ruleOf(given.kind);
  const names = Object.keys(given.inputs);
  if (names.some((name) => !rule.inputs.includes(name)) || !rule.consequences.includes(given.consequence))
    throw new Error(
      `${given.kind} takes ${rule.inputs.join(', ')} and ends in ${rule.consequences.join(', ')}.`,
    );
  const inputs = JSON.stringify(given.inputs);
  const now = ctx.db.clock.now();
  // A switch that asks again within the hour is told the same, and it is one decision.
  const recent = await read(ctx, 'rights', decision, ['decision_id', 'inputs', 'consequence'], {
    where: { ...at(given), kind: given.kind, decided_at: { from: new Date(now - 3_600_000).toISOString() } },
  });
  const same = recent.find((row) => row.inputs === inputs && row.consequence === given.consequence);
  if (same !== undefined) return same.decision_id;
  const id = randomId();
  await insert(ctx, decision, {
    kept_until: null,
    ...at(given),
    decision_id: id,
    kind: given.kind,
    rule_version: rule.version,
    inputs,
    consequence: given.consequence,
    decided_at: isoTime(ctx.db.clock),
    contested_at: given.toHuman === true ? isoTime(ctx.db.clock) : null,
    words: null,
    reviewed_at: null,
    reviewed_by: null,
    review: null,
    answer: null,
  });
  return id;
}

export const DECISION_COLUMNS = [
  'customer_id',
  'person_id',
  'decision_id',
  'kind',
  'rule_version',
  'inputs',
  'consequence',
  'decided_at',
  'contested_at',
  'words',
  'reviewed_at',
  'review',
  'answer',
] as const;

export async function decisionsOf(ctx: Ctx, whose: Whose): Promise<DecisionView[]> {
  const rows = await read(ctx, 'rights', decision, DECISION_COLUMNS, {
    where: at(whose),
    order: [['decided_at', 'desc']],
    limit: 200,
  });
  return rows.map((row) => ({
    id: row.decision_id,
    kind: row.kind,
    version: row.rule_version,
    inputs: row.inputs ?? '{}',
    consequence: row.consequence,
    at: row.decided_at,
    contested: row.contested_at,
    reviewed: row.reviewed_at,
    review: row.review,
    answer: row.answer ?? '',
  }));
}

/** «Låt en människa pröva»: into the queue of the office, whatever the rule's ground (Art. 22.3). Again it changes nothing. @throws Problem not-found */
export async function contestDecision(ctx: Ctx, whose: Whose, id: string, words: string): Promise<void> {
  await transact(ctx, async (inner) => {
    const where = { ...at(whose), decision_id: id };
    const [found] = await read(inner, 'rights', decision, ['contested_at'], { where, forUpdate: true });
    if (found === undefined) throw new Problem('not-found');
    if (found.contested_at !== null) return;
    await update(
      inner,
      decision,
      { contested_at: isoTime(inner.db.clock), words: words.normalize('NFC') },
      where,
    );
    await note(inner, whose, { act: 'decision-contested' });
  });
}

/** A member of staff has looked and says what holds. The person is answered. @throws Problem not-found, conflict (not asked for, or done) */
export async function reviewDecision(
  ctx: Ctx,
  whose: Whose,
  id: string,
  given: {
    readonly review: 'stands' | 'changed';
    readonly answer: string;
    readonly by: string;
    readonly actor: Actor;
  },
): Promise<void> {
  await transact(ctx, async (inner) => {
    const where = { ...at(whose), decision_id: id };
    const [found] = await read(inner, 'rights', decision, ['contested_at', 'reviewed_at'], {
      where,
      forUpdate: true,
    });
    if (found === undefined) throw new Problem('not-found');
    if (found.contested_at === null || found.reviewed_at !== null) throw new Problem('conflict');
    await update(
      inner,
      decision,
      {
        reviewed_at: isoTime(inner.db.clock),
        reviewed_by: given.by,
        review: given.review,
        answer: given.answer.normalize('NFC'),
      },
      where,
    );
    const filed = await fileRequest(inner, {
      ...whose,
      kind: 'objection',
      hat: 'person',
      channel: 'app',
      proof: 'session',
    });
    await answerRequest(
      inner,
      { customer: whose.customer, id: filed.id },
      { outcome: given.review === 'changed' ? 'granted' : 'refused', text: given.answer },
    );
    await note(inner, whose, { act: 'decision-reviewed', review: given.review }, given.actor);
  });
}
