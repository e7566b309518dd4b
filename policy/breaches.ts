import type { PromiseId } from './promises.ts';

/** One place in the code and what stands there once the enforcement is gone. */
export interface Edit {
  /** Relative to the repository. */
  readonly file: string;
  /** Must occur exactly once, or the breach is refused: an entry that no longer fits shows nothing. */
  readonly find: string;
  readonly replace: string;
}

/** One enforcement taken out, and the promises whose proofs must then go red. */
export interface Breach extends Edit {
  /** What is taken away, as a sentence. */
  readonly name: string;
  /** Where an enforcement is kept twice, the second place: either alone holds the promise. */
  readonly also?: Edit;
  readonly promiseIds: readonly PromiseId[];
}

export const BREACHES: readonly Breach[] = [
  {
    name: 'A purpose is added that the policy does not tell of.',
    file: 'platform/data-map/purposes.ts',
    find: "  'legal_claims',\n]",
    replace: "  'legal_claims',\n  'resale',\n]",
    promiseIds: ['purpose.2'],
  },
  {
    name: 'A published sentence is softened without a new version.',
    file: 'policy/sv.md',
    find: 'Vi lagrar inte dina mejl på våra servrar;',
    replace: 'Vi lagrar sällan dina mejl på våra servrar;',
    promiseIds: ['purpose.2'],
  },
  {
    name: 'The policy page hands its text over to a script.',
    file: 'modules/site/server/frame.ts',
    find: '<a class="skip" href="#main">',
    replace: '<script src="/site/policy.js"></script><a class="skip" href="#main">',
    promiseIds: ['contact.2'],
  },
  {
    name: 'A sentence the operator finds awkward is left out of the page.',
    file: 'modules/site/server/policy-page.ts',
    find: 'for (const sentence of sentences) {',
    replace: "for (const sentence of sentences.filter(({ key }) => key !== 'mail.21')) {",
    promiseIds: ['contact.2'],
  },
  {
    name: 'The server logs the address that was asked for, with whatever stands in it.',
    file: 'platform/http/server.ts',
    find: "route: request.routeOptions.url ?? 'none',\n      status:",
    replace: 'route: request.url,\n      status:',
    promiseIds: ['mail.4'],
  },
  {
    name: 'A message’s picture is let through the sanitiser before anyone has asked for it.',
    file: 'modules/mail/subscriber/engine/show/clean.ts',
    find: 'return options.remoteImages && /^https:\\/\\//i.test(trimmed) ? trimmed : null;',
    replace: 'return /^https?:\\/\\//i.test(trimmed) ? trimmed : null;',
    promiseIds: ['mail.6'],
  },
  {
    name: 'The vault writes what it seals beside the ciphertext.',
    file: 'packages/vault/src/seal.ts',
    find: 'return { k: place.kid, n: version, i: iv, c: ciphertext };',
    replace: 'return { k: place.kid, n: version, i: iv, c: ciphertext, ...{ p: plain } };',
    promiseIds: ['mail.8'],
  },
  {
    name: 'Signing out leaves what the browser has stored: neither the server tells it to clear it nor the page does.',
    file: 'modules/session/server/token.ts',
    find: `.header('clear-site-data', '"cache", "storage"')`,
    replace: '',
    also: {
      file: 'modules/session/subscriber/leave.ts',
      find: '  await wipeOrigin();\n',
      replace: '',
    },
    promiseIds: ['mail.10'],
  },
  {
    name: 'The contract is not asked about when it is read for.',
    file: 'platform/access/gate.ts',
    find: 'return rests ? contractsEnded(query, customers) : NONE;',
    replace: 'return rests ? NONE : NONE;',
    promiseIds: ['scope.3'],
  },
  {
    name: 'Whoever uses a number sees every service the customer has.',
    file: 'modules/services/server/routes.ts',
    find: '...(pays(actor) ? {} : { person: actor.person }),',
    replace: '',
    promiseIds: ['customer.3'],
  },
  {
    name: 'A personal number goes in without its check digit being looked at.',
    file: 'modules/customers/pure/personal-number.ts',
    find: "if (!luhn(yy + mm + dd + last)) return { ok: false, reason: 'check-digit' };",
    replace: '',
    promiseIds: ['customer.1'],
  },
  {
    name: 'The office’s gate asks for a session and no longer for the agreement.',
    file: 'modules/staff/server/gate.ts',
    find: "  if (!facts.ndaInForce) throw new Problem('agreement-unsigned');\n",
    replace: '',
    promiseIds: ['protection.6'],
  },
  {
    name: 'A signature counts though the words sealed with it say something else.',
    file: 'modules/staff/server/agreement.ts',
    find: '    return fits ? said : undefined;',
    replace: '    return fits || said.version > 0 ? said : undefined;',
    promiseIds: ['protection.6'],
  },
  {
    name: 'Traffic data opens to every role that works with customers.',
    file: 'policy/access.cedar',
    find: 'when { resource.category == "trafikdata" && !(["bill", "legal_claims"].contains(context.purpose) && principal.roles.contains("billing")) };',
    replace:
      'when { resource.category == "trafikdata" && !(["bill", "support"].contains(context.purpose)) };',
    promiseIds: ['traffic.1'],
  },
  {
    name: 'What nobody is billed for stays as long as what is.',
    file: 'modules/traffic/server/deadlines.ts',
    find: "`CASE WHEN u.outcome = 'free' THEN LEAST(",
    replace: "`CASE WHEN u.outcome = 'never' THEN LEAST(",
    promiseIds: ['traffic.2'],
  },
  {
    name: 'A payment no longer brings the end of the bill’s records nearer.',
    file: 'modules/traffic/pure/terms.ts',
    find: "  if (bill.paidOn !== null) return { on: endAfterPayment(bill.paidOn), reason: 'paid' };\n",
    replace: '',
    promiseIds: ['traffic.3'],
  },
  {
    name: 'Whoever pays for a number sees whom its user has called.',
    file: 'modules/billing/pure/source.ts',
    find: 'yield call.shared ? { ...call, other: masked(call.other) } : call;',
    replace: 'yield call;',
    promiseIds: ['traffic.5'],
  },
  {
    name: 'A refused row is kept with columns that nothing reads, such as a message’s text.',
    file: 'modules/traffic/pure/formats/telink.ts',
    find: '!TELINK_FIELDS.some((field) => rows.column(field) === column);',
    replace: "TELINK_FIELDS.every((field) => field === 'key' && column < 0);",
    promiseIds: ['traffic.8'],
  },
  {
    name: 'Staff with a case may ask for law enforcement.',
    file: 'policy/access.cedar',
    find: 'when { context.purpose == "law_enforcement" }\nunless { principal is System };',
    replace: 'when { context.purpose == "law_enforcement" && principal is Person };',
    promiseIds: ['law.7'],
  },
  {
    name: 'Whoever asks in public is looked for before the address is shown to be theirs.',
    file: 'modules/privacy/server/requests/ask-in-public.ts',
    find: '  const now = deps.db.clock.now();\n  const id = randomId();',
    replace:
      '  if ((await findPersonsByEmail(own(deps), mail)).length === 0) return undefined;\n  const now = deps.db.clock.now();\n  const id = randomId();',
    promiseIds: ['access.1'],
  },
  {
    name: 'More time can be taken after the month is over.',
    file: 'modules/privacy/server/requests/clock-acts.ts',
    find: 'row.extended_at !== null || now >= dayBegins(nextDay(latest), ctx.db.timeZone)',
    replace:
      'row.extended_at !== null || now < 0 || latest.length + nextDay(latest).length + dayBegins(latest, ctx.db.timeZone) < 0',
    promiseIds: ['access.3'],
  },
  {
    name: 'A code can be guessed for as long as one likes.',
    file: 'modules/privacy/server/requests/ask-in-public.ts',
    find: 'const TRIES = 5;',
    replace: 'const TRIES = 5_000_000;',
    promiseIds: ['access.16'],
  },
  {
    name: 'An answer leaves no letter.',
    file: 'modules/privacy/server/requests/file-request.ts',
    find: "await step(inner, whole, 'answered', { tell: true,",
    replace: "await step(inner, whole, 'answered', { tell: false,",
    promiseIds: ['contact.1'],
  },
  {
    name: 'A letter with an answer does not say where to complain.',
    file: 'modules/privacy/server/requests/letters.ts',
    find: '\\n\\n${text}\\n\\n${complainLine(who.language)}`',
    replace: '\\n\\n${text}`',
    promiseIds: ['access.10', 'complaint.2'],
  },
  {
    name: 'A complaint bundle is taken for ours whoever signed it.',
    file: 'modules/privacy/server/requests/sign.ts',
    find: "return verify(null, Buffer.from(statement), key, Buffer.from(signature, 'base64'));",
    replace:
      "return verify(null, Buffer.from(statement), key, Buffer.from(signature, 'base64')) || signature !== '';",
    promiseIds: ['complaint.1'],
  },
  {
    name: 'Nobody is asked what is frozen before rows are read.',
    file: 'platform/access/gate.ts',
    find: 'if (categories.length === 0 || mayUseFrozen(actor, purpose, categories)) return [];',
    replace: 'if (categories.length >= 0 || mayUseFrozen(actor, purpose, categories)) return [];',
    promiseIds: ['restriction.1', 'restriction.3', 'restriction.4', 'restriction.5'],
  },
  {
    name: 'What is frozen is swept away on its day.',
    file: 'platform/access/gate.ts',
    find: 'kept: (query) => ownWill.frozen(query, {}),',
    replace: 'kept: async () => [],',
    promiseIds: ['restriction.2'],
  },
  {
    name: 'A restriction is lifted without a word to the person.',
    file: 'modules/privacy/server/restrict/place.ts',
    find: "    if (found.notice_sent_at === null) throw new Problem('notice-first');\n",
    replace: '',
    promiseIds: ['restriction.6'],
  },
  {
    name: 'An objection is kept and decisions are taken as before.',
    file: 'modules/privacy/server/restrict/decisions.ts',
    find: 'return objected ?',
    replace: 'return objected && rows.length > 99 ?',
    promiseIds: ['profiling.1'],
  },
  {
    name: 'A changed address is used whatever code is given.',
    file: 'modules/privacy/server/correct/confirm-mail.ts',
    find: 'if (!timingSafeEqual(given, Buffer.from(row.code_hash))) {',
    replace: 'if (given.length === 0) {',
    promiseIds: ['rectification.1'],
  },
  {
    name: 'An address that letters come back from stays in use.',
    file: 'modules/customers/server/bounced.ts',
    find: '      await update(inner, person, { email: null }, key);\n',
    replace: '',
    promiseIds: ['rectification.1'],
  },
  {
    name: 'An address that has ended is still written on invoices.',
    file: 'modules/customers/server/billed-to.ts',
    find: "[['valid_from', 'desc']]",
    replace: "[['valid_to', 'asc']]",
    also: {
      file: 'modules/customers/server/billed-to.ts',
      find: 'row.valid_to > today',
      replace: "row.valid_to > ''",
    },
    promiseIds: ['rectification.2'],
  },
  {
    name: 'Nobody is told of a correction.',
    file: 'modules/privacy/server/correct/record-correction.ts',
    find: 'recipients, content: changed, about: id }',
    replace: 'recipients: [], content: changed, about: id }',
    promiseIds: ['rectification.3'],
  },
  {
    name: 'A recipient that is down counts as told.',
    file: 'modules/privacy/server/port/send-signed.ts',
    find: "if (!answer.ok) return { ok: false, reason: 'refused' };",
    replace: '',
    promiseIds: ['rectification.3'],
  },
  {
    name: 'A corrected name leaves the customer’s own and its index behind.',
    file: 'modules/customers/server/change-facts.ts',
    find: "if (owner?.kind === 'person' && held?.roles.includes('subscriber') === true)",
    replace: "if (owner?.kind === 'organisation' && held?.roles.length === 0)",
    promiseIds: ['rectification.4'],
  },
  {
    name: 'What the operator worked out is carried along too.',
    file: 'modules/privacy/pure/port/portable.ts',
    find: "if (field.origin !== 'provided' && field.origin !== 'observed') return false;",
    replace: "if (field.origin === 'third-party') return false;",
    promiseIds: ['portability.1'],
  },
  {
    name: 'Only what rests on consent or contract is carried, as the law has it.',
    file: 'modules/privacy/pure/port/portable.ts',
    find: '  return !(`${table.name}.${column}` in SECRETS);',
    replace:
      "  if (!field.purposes.some(([, basis]) => basis === 'consent' || basis === 'contract')) return false;\n  return !(`${table.name}.${column}` in SECRETS);",
    promiseIds: ['portability.4'],
  },
  {
    name: 'A number that JSON can’t hold is written as something else than the schema says.',
    file: 'modules/privacy/server/port/own-set.ts',
    find: "if (typeof value === 'bigint') return value.toString();",
    replace: "if (typeof value === 'bigint') return Number(value);",
    promiseIds: ['portability.2'],
  },
  {
    name: 'A token to fetch with can be used twice.',
    file: 'modules/privacy/server/port/transfers.ts',
    find: "{ state: 'done', token_hash: null, done_at: isoTime(ctx.db.clock) },",
    replace: '{ done_at: isoTime(ctx.db.clock) },',
    promiseIds: ['portability.3'],
  },
  {
    name: 'Whoever claims to be another operator is believed.',
    file: 'modules/privacy/server/port/inbox.ts',
    find: 'if (sender === undefined || !holds(sender[1].key, given.text, given.signature))',
    replace: 'if (sender === undefined)',
    promiseIds: ['portability.3'],
  },
  {
    name: 'The clock of the first report to PTS waits an hour.',
    file: 'modules/privacy/pure/incident/clocks.ts',
    find: "'pts-first': 24,",
    replace: "'pts-first': 25,",
    promiseIds: ['law.4'],
  },
  {
    name: 'Whom an incident concerned is looked for without the window.',
    file: 'modules/privacy/server/incident/staff-read.ts',
    find: 'AND at >= $2 AND at < $3',
    replace: "AND at >= $2::timestamptz - interval '9 years' AND at < $3::timestamptz + interval '9 years'",
    promiseIds: ['law.4'],
  },
  {
    name: 'An incident is closed although nobody has been told.',
    file: 'modules/privacy/server/incident/incidents.ts',
    find: 'if (unanswered.length > 0) return',
    replace: 'if (unanswered.length > 99) return',
    promiseIds: ['law.4'],
  },
  {
    name: 'The public page keeps quiet about the log.',
    file: 'modules/site/server/kept-page.ts',
    find: 'const personal = rows.filter((row) => row.personal);',
    replace: "const personal = rows.filter((row) => row.personal && row.category !== 'logg');",
    promiseIds: ['scope.1'],
  },
  {
    name: 'The books are said to be under the reader’s own key.',
    file: 'modules/site/server/text.kept.ts',
    find: "book_id: 'krypterad med årets bokföringsnyckel, en för alla kunder',",
    replace: "book_id: 'krypterad med din egen nyckel',",
    promiseIds: ['scope.1'],
  },
  {
    name: 'The register leaves out what is done for security.',
    file: 'platform/data-map/describe.ts',
    find: 'const purposes = [...new Set(rows.flatMap((row) => row.purposes))].toSorted();',
    replace:
      "const purposes = [...new Set(rows.flatMap((row) => row.purposes))].filter((one) => one !== 'security');",
    promiseIds: ['law.3'],
  },
  {
    name: 'The impact assessment is silent about traffic data.',
    file: 'modules/site/server/impact.ts',
    find: "row.category === 'trafikdata'",
    replace: "row.category === 'epost'",
    promiseIds: ['law.9'],
  },
  {
    name: 'The page names the authority by the name it gave up in 2021.',
    file: 'modules/site/server/authorities.ts',
    find: "sv: 'Integritetsskyddsmyndigheten (IMY, tidigare Datainspektionen)',",
    replace: "sv: 'Datainspektionen',",
    promiseIds: ['complaint.2'],
  },
];
