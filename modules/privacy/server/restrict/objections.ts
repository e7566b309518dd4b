import { isoTime } from '#platform/clock';
import { randomId } from '#platform/crypto';
import { insert, read, transact, update, type Actor, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import { DECISIONS, type ObjectBody, type ObjectionView } from '#contract/privacy';
import { objection } from '#data-map/privacy';
import { answerRequest, fileRequest } from '../requests/file-request.ts';
import { withdrawConsent } from './consents.ts';
import { liftRestriction, note, placeRestriction, sendNotice, type Whose } from './place.ts';

const at = ({ customer, person }: Whose): { customer_id: string; person_id: string } => ({
  customer_id: customer,
  person_id: person,
});

export interface Objected {
  readonly id: string;
  readonly outcome: ObjectionView['outcome'];
}

/**
 * Takes an objection in (Art. 21, 22). To marketing it succeeds in the same breath, whatever the ground (promise profiling.3). To profiling
 * or to decisions it waits for a human; until then what is objected to does not happen (`mayDecide`), and an objection to profiling freezes
 * what the profile would be made of (Art. 18.1 (d); promise restriction.4).
 */
export async function objectTo(ctx: Ctx, whose: Whose, given: ObjectBody): Promise<Objected> {
  return transact(ctx, async (inner) => {
    const filed = await fileRequest(inner, {
      ...whose,
      kind: 'objection',
      hat: 'person',
      channel: 'app',
      proof: 'session',
      ...(given.words === '' ? {} : { text: given.words }),
    });
    const marketing = given.against === 'marketing';
    const id = randomId();
    const now = isoTime(inner.db.clock);
    const frozen =
      given.against === 'profiling'
        ? await placeRestriction(
            inner,
            whose,
            { scope: 'table', table: 'traffic.usage', ground: 'objection-pending', note: '' },
            { placedBy: 'objection', request: filed.id },
          )
        : undefined;
    await insert(inner, objection, {
      kept_until: null,
      ...at(whose),
      objection_id: id,
      against: given.against,
      decision_kind: given.against === 'automated-decisions' ? (given.decision ?? null) : null,
      request_id: filed.id,
      restriction_id: frozen?.id ?? null,
      words: given.words === '' ? null : given.words.normalize('NFC'),
      made_at: now,
      outcome: marketing ? 'upheld' : 'pending',
      ground: null,
      reviewed_by: null,
      answer: null,
      decided_at: marketing ? now : null,
    });
    await note(inner, whose, { act: 'objected', against: given.against });
    if (marketing) {
      await withdrawConsent(inner, whose, 'marketing');
      await answerRequest(
        inner,
        { customer: whose.customer, id: filed.id },
        { outcome: 'granted', text: 'Vi använder inte dina uppgifter till marknadsföring.' },
      );
    }
    return { id, outcome: marketing ? 'upheld' : 'pending' };
  });
}

/**
 * A human decides. It can be refused only for a decision of the register, on the ground that stands there, and the answer says that the
 * single decision can still be tried by a human and where to complain (Art. 22.3, 12.4). What was frozen meanwhile is lifted with a notice.
 * @throws Problem not-found, conflict (decided already), bad-request where there is no registered ground
 */
export async function decideObjection(
  ctx: Ctx,
  whose: Whose,
  id: string,
  given: {
    readonly outcome: 'upheld' | 'refused';
    readonly answer: string;
    readonly by: string;
    readonly actor: Actor;
    readonly tell: (ctx: Ctx) => Promise<void>;
  },
): Promise<void> {
  await transact(ctx, async (inner) => {
    const where = { ...at(whose), objection_id: id };
    const [found] = await read(
      inner,
      'rights',
      objection,
      ['against', 'decision_kind', 'outcome', 'request_id', 'restriction_id'],
      { where, forUpdate: true },
    );
    if (found === undefined) throw new Problem('not-found');
    if (found.outcome !== 'pending') throw new Problem('conflict');
    const rule = found.decision_kind === null ? undefined : DECISIONS[found.decision_kind];
    const ground = given.outcome === 'refused' ? rule?.ground : null;
    if (ground === undefined) throw new Problem('bad-request', ['outcome']);
    const answer =
      given.outcome === 'refused'
        ? `${given.answer}\n\nGrund: ${ground === 'law' ? 'lagen kräver det' : 'avtalet kräver det'}. Varje enskilt beslut kan du be en människa pröva. Du kan klaga hos Integritetsskyddsmyndigheten (IMY).`
        : given.answer;
    await update(
      inner,
      objection,
      {
        outcome: given.outcome,
        ground,
        reviewed_by: given.by,
        answer: answer.normalize('NFC'),
        decided_at: isoTime(inner.db.clock),
      },
      where,
    );
    if (found.request_id !== null)
      await answerRequest(
        inner,
        { customer: whose.customer, id: found.request_id },
        { outcome: given.outcome === 'upheld' ? 'granted' : 'refused', text: answer },
      );
    if (found.restriction_id !== null) {
      await sendNotice(inner, whose, found.restriction_id, given.tell, given.actor);
      await liftRestriction(inner, whose, found.restriction_id, given.actor);
    }
    await note(inner, whose, { act: 'objection-decided', outcome: given.outcome }, given.actor);
  });
}

export const OBJECTION_COLUMNS = [
  'customer_id',
  'person_id',
  'objection_id',
  'against',
  'decision_kind',
  'words',
  'made_at',
  'outcome',
  'ground',
  'answer',
  'decided_at',
] as const;

export async function objectionsOf(ctx: Ctx, whose: Whose): Promise<ObjectionView[]> {
  const rows = await read(ctx, 'rights', objection, OBJECTION_COLUMNS, {
    where: at(whose),
    order: [['made_at', 'desc']],
  });
  return rows.map((row) => ({
    id: row.objection_id,
    against: row.against,
    decision: row.decision_kind,
    words: row.words ?? '',
    made: row.made_at,
    outcome: row.outcome,
    ground: row.ground,
    answer: row.answer ?? '',
    decided: row.decided_at,
  }));
}
