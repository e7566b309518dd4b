import { impersonal, table, type DataMap, type Personal } from '#platform/data-map';
import { hiddenCall, objection } from './pure/choices-map.ts';
import type {
  UsageRow,
  FileRow,
  LateDayRow,
  ClosedMonthRow,
  AllowanceUseRow,
  PostingRow,
  RejectRow,
  DeadlineRow,
  ErasureRow,
} from './pure/rows.ts';

export type * from './pure/rows.ts';

/** The policy's own two purposes (traffic.2, traffic.3) and what the law adds: telling the person, and settling a dispute. */
const uses = [
  ['convey', 'contract'],
  ['bill', 'contract'],
  ['rights', 'legal_obligation'],
  ['legal_claims', 'legitimate_interest'],
] as const;

/** LEK 9 kap. 1–4 §§: until the bill is paid and can no longer be objected to; what is billed to nobody goes after a week (retention.ts). */
const observed = {
  personal: true,
  category: 'trafikdata',
  origin: 'observed',
  subject: 'self',
  purposes: uses,
  retention: { event: 'invoice_paid', plus: 'P30D', then: 'delete' },
  onErase: { retain: 'legal_claims' },
} as const satisfies Personal;
const derived = { ...observed, origin: 'derived' } as const satisfies Personal;
/** Also the other party's data (promise traffic.5): sealed under the key of the one who is served. */
const other = { ...observed, subject: 'other_party', sealed: true } as const satisfies Personal;
const switchName = impersonal('Name of the switch that recorded it.');
const month = impersonal('Month of a bill.');

const usageColumns = {
  customer_id: derived,
  start_at: observed,
  event: impersonal('Hash of the switch’s own name for the record: finds it when it is sent again.'),
  service_id: derived,
  person_id: derived,
  system: switchName,
  kind: observed,
  direction: observed,
  offset_minutes: observed,
  seconds: observed,
  bytes: observed,
  answered: observed,
  other,
  destination: derived,
  origin_network: observed,
  terminating_network: observed,
  visited: observed,
  outcome: derived,
  amount_ore: derived,
  vat_included: derived,
  explanation: derived,
  bill_month: month,
  file_order: impersonal('Which file it came in.'),
  line: impersonal('Which row of that file.'),
} as const;

const isolate = { customer: 'customer_id', person: 'person_id' } as const;
export const usage = table<UsageRow>()({
  name: 'traffic.usage',
  subject: 'person_id',
  isolate,
  columns: usageColumns,
});
export const heldUsage = table<UsageRow>()({
  name: 'traffic.held_usage',
  // A record moves here as it is, number and all.
  sealedAs: 'traffic.usage',
  subject: 'person_id',
  isolate,
  columns: usageColumns,
});

const count = impersonal('Count of a file’s rows.');
const when = impersonal('When the machine did it.');
export const file = table<FileRow>()({
  name: 'traffic.file',
  reference: 'A reading of a switch’s file: no customer is in it.',
  columns: {
    file_id: impersonal('Random name of a reading.'),
    file_order: impersonal('Which file came first.'),
    name: impersonal('Name of a switch’s file: what of it looks like a number is left out.'),
    sha256: impersonal('Tells that a file is the same.'),
    system: switchName,
    format: impersonal('Format of the file.'),
    state: impersonal('How far the reading is.'),
    read: count,
    rated: count,
    free: count,
    duplicate: count,
    rejected: count,
    unrated: count,
    seconds: count,
    amount_ore: count,
    first_start: when,
    last_start: when,
    started_at: when,
    done_at: when,
  },
});
export const lateDay = table<LateDayRow>()({
  name: 'traffic.late_day',
  reference: 'Days of the operator, not of a customer.',
  columns: { bill_month: month, day: impersonal('A day that got records late.') },
});
export const closedMonth = table<ClosedMonthRow>()({
  name: 'traffic.closed_month',
  reference: 'Months of the operator, not of a customer.',
  columns: { bill_month: month, closed_at: when },
});
export const allowanceUse = table<AllowanceUseRow>()({
  name: 'traffic.allowance_use',
  isolate: { customer: 'customer_id' },
  columns: { customer_id: derived, holder: derived, month, allowance: derived, used: derived },
});
export const posting = table<PostingRow>()({
  name: 'traffic.posting',
  isolate: { customer: 'customer_id' },
  columns: {
    customer_id: derived,
    posting_id: impersonal('Random name of the posting.'),
    service_id: derived,
    start_at: observed,
    event: impersonal('Hash of the switch’s own name for the record.'),
    act: impersonal('Reverse or repost.'),
    cause: impersonal('Why it was posted.'),
    kind: observed,
    destination: derived,
    seconds: observed,
    bytes: observed,
    amount_ore: derived,
    vat_included: derived,
    origin_month: month,
    bill_month: month,
    posted_at: when,
  },
});
export const reject = table<RejectRow>()({
  name: 'traffic.reject',
  reach: [
    {
      nobody:
        'A line that could not be read: nothing in it says whom it is about. It is searched by number when a person asks, and expires.',
    },
  ],
  reference: 'Rows of which nobody knows whose they are.',
  subject: 'file_id',
  columns: {
    file_id: impersonal('Random name of a reading.'),
    nr: count,
    line: count,
    reason: impersonal('Why it could not be read.'),
    field: impersonal('Name of a field of the format.'),
    // Whose it is nobody knows before it is mended: sealed under a key of the file's own, which goes with the row's term.
    raw: {
      ...observed,
      sealed: true,
      retention: { event: 'created', plus: 'P90D', then: 'shred' },
      onErase: 'shred',
    },
    state: impersonal('Open, mended or dropped.'),
    created_at: when,
    expires_on: when,
  },
});
export const deadline = table<DeadlineRow>()({
  name: 'traffic.deadline',
  isolate: { customer: 'customer_id' },
  columns: { customer_id: derived, bill_month: month, due_on: derived, reason: derived, moved_at: when },
});
export const erasure = table<ErasureRow>()({
  name: 'traffic.erasure',
  reference: 'The chain of erasures: counts, and nothing of whom.',
  columns: {
    erasure_id: count,
    day: when,
    way: impersonal('How it was erased.'),
    records: count,
    root: impersonal('Hash over the erased records’ hashed names.'),
    previous: impersonal('Hash of the entry before.'),
    hash: impersonal('Hash of this entry.'),
    erased_at: when,
  },
});

export { hiddenCall, objection };

export const trafficMap: DataMap = {
  slice: 'traffic',
  tables: [
    usage,
    heldUsage,
    file,
    lateDay,
    closedMonth,
    allowanceUse,
    posting,
    reject,
    deadline,
    erasure,
    hiddenCall,
    objection,
  ],
  stores: [
    {
      name: 'folder of switches',
      where: 'server-file',
      what: 'Files of switches that were read from a watched folder, in done/ and failed/, where the operator has such a folder.',
      // As long as what is in them and is billed to nobody (promise traffic.2): the files go, with all in them, after seven days.
      fields: { records: { ...observed, retention: { event: 'created', plus: 'P7D', then: 'delete' } } },
    },
  ],
};
