import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import { readFileSync } from 'node:fs';
import { NEVER_STORED, type Category, type Purpose } from '#platform/data-map';
import type { Actor } from '#platform/db';

/** What is looked up at each request, never at sign-in, so that a withdrawn agreement works at once (promise protection.6). */
export interface StaffFacts {
  readonly ndaInForce: boolean;
  readonly secondFactor: boolean;
}

export interface Question {
  readonly actor: Actor;
  readonly purpose: Purpose;
  readonly category: Category;
  readonly restricted: boolean;
  readonly consent: boolean;
  /** Of the customer whose data it is; absent where that is not known yet. */
  readonly contractEnded?: boolean;
  readonly staff: StaffFacts;
}

export interface Decision {
  readonly allow: boolean;
  /** Ids of the rules that decided; «error» when one could not be evaluated, «default» when none permits. */
  readonly rules: readonly string[];
}

export type Decide = (question: Question) => Decision;

export class PolicyUnusable extends Error {
  override readonly name = 'PolicyUnusable';
}

/**
 * Loads rules and schema and answers questions. Cedar alone skips a forbid that fails to evaluate and so fails open; three things
 * stop that here: strict validation when loading, validation of every request, and any error at all meaning no.
 * @throws PolicyUnusable when the rules don't parse or don't hold against the schema.
 */
export function loadPolicy(rules: string, schema: string): Decide {
  const text = `${rules}\0${schema}`;
  const decide = held.get(text) ?? checked(rules, schema);
  held.set(text, decide);
  return decide;
}

/** The same text in the same process holds as it held: to check it costs more than most of what it is opened for. */
const held = new Map<string, Decide>();

function checked(rules: string, schema: string): Decide {
  const parts = cedar.policySetTextToParts(rules);
  if (parts.type !== 'success') throw new PolicyUnusable(describe(parts.errors));
  // An object, not a text: with a text Cedar renames the rules policy0, policy1, … and the reasons say nothing.
  const staticPolicies = Object.fromEntries(parts.policies.map((text) => [idOf(text), text]));
  if (Object.keys(staticPolicies).length !== parts.policies.length)
    throw new PolicyUnusable('Two rules have the same id.');
  const validation = cedar.validate({
    schema,
    policies: { staticPolicies },
    validationSettings: { mode: 'strict' },
  });
  if (validation.type !== 'success') throw new PolicyUnusable(describe(validation.errors));
  if (validation.validationErrors.length > 0)
    throw new PolicyUnusable(
      validation.validationErrors.map(({ policyId, error }) => `${policyId}: ${error.message}`).join('; '),
    );
  const name = `telink-${(loaded += 1)}`;
  for (const answer of [
    cedar.preparseSchema(name, schema),
    cedar.preparsePolicySet(name, { staticPolicies }),
  ]) {
    if (answer.type !== 'success') throw new PolicyUnusable(describe(answer.errors));
  }
  return remembering(name);
}

/** So many different questions are remembered: some hundreds of people at work at once. */
const REMEMBERED = 5000;

/**
 * The rules of one load are a pure function of what they are asked, and a page asks the same some thirty times: the same call is made
 * once. Everything the rules see is in the call, so a question of which anything is different is another one, and an agreement that is
 * withdrawn makes another question. What could not be evaluated is asked again.
 */
function remembering(name: string): Decide {
  const known = new Map<string, Decision>();
  return (question) => {
    const call = callOf(name, question);
    const key = JSON.stringify(call);
    const before = known.get(key);
    if (before !== undefined) return before;
    const decision = decide(call);
    if (known.size >= REMEMBERED) known.clear();
    if (!decision.rules.includes('error')) known.set(key, decision);
    return decision;
  };
}

let loaded = 0;

export function loadPolicyFiles(folder: URL): Decide {
  return loadPolicy(
    readFileSync(new URL('access.cedar', folder), 'utf8'),
    readFileSync(new URL('access.cedarschema', folder), 'utf8'),
  );
}

function callOf(name: string, question: Question): cedar.StatefulAuthorizationCall {
  const principal = principalOf(question);
  const resource = { type: 'Data', id: question.category };
  return {
    principal: principal.uid,
    action: { type: 'Action', id: 'read' },
    resource,
    context: {
      purpose: question.purpose,
      consent: question.consent,
      hasCase: question.actor.kind === 'staff' && question.actor.case !== undefined,
      contractEnded: question.contractEnded ?? false,
    },
    preparsedPolicySetId: name,
    preparsedSchemaName: name,
    validateRequest: true,
    entities: [
      principal,
      {
        uid: resource,
        attrs: {
          category: question.category,
          neverStored: NEVER_STORED.includes(question.category),
          restricted: question.restricted,
        },
        parents: [],
      },
    ],
  };
}

function decide(call: cedar.StatefulAuthorizationCall): Decision {
  const answer = cedar.statefulIsAuthorized(call);
  if (answer.type !== 'success' || answer.response.diagnostics.errors.length > 0)
    return { allow: false, rules: ['error'] };
  const { decision, diagnostics } = answer.response;
  return {
    allow: decision === 'allow',
    rules: diagnostics.reason.length > 0 ? diagnostics.reason : ['default'],
  };
}

/** Who one is decides nothing, only as what one comes: rules that could name a person would be rules for that person. */
function principalOf({ actor, staff }: Question): {
  uid: { type: string; id: string };
  attrs: Record<string, cedar.CedarValueJson>;
  parents: [];
} {
  if (actor.kind === 'staff')
    return {
      uid: { type: 'Staff', id: 'staff' },
      attrs: { ndaInForce: staff.ndaInForce, secondFactor: staff.secondFactor, roles: [...actor.roles] },
      parents: [],
    };
  if (actor.kind === 'person') return { uid: { type: 'Person', id: 'person' }, attrs: {}, parents: [] };
  return {
    uid: actor.kind === 'system' ? { type: 'System', id: actor.job } : { type: 'Visitor', id: 'visitor' },
    attrs: {},
    parents: [],
  };
}

function idOf(rule: string): string {
  const id = /@id\("([^"]+)"\)/.exec(rule)?.[1];
  if (id === undefined) throw new PolicyUnusable(`A rule lacks @id: ${rule.slice(0, 60)}`);
  return id;
}

const describe = (errors: readonly { message: string }[]): string =>
  errors.map(({ message }) => message).join('; ');
