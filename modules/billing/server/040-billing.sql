CREATE SCHEMA billing;

-- One run a month. Everything in it can be done again: each step looks at what is there.
CREATE TABLE billing.bill_run (
  run_id text PRIMARY KEY,
  month text NOT NULL UNIQUE CHECK (month ~ '^\d{4}-(0[1-9]|1[0-2])$'),
  state text NOT NULL CHECK (state IN ('drafting', 'drafted', 'compared', 'approved', 'posted', 'sent')),
  issued_on date NOT NULL,
  -- Where a drafting pass that was cut off goes on.
  drafted_to text,
  drafted_by text NOT NULL,
  approved_by text,
  -- What was approved, so that nothing else is posted.
  digest text,
  started_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  CHECK (approved_by IS NULL OR approved_by <> drafted_by)
);

CREATE TABLE billing.draft (
  customer_id text NOT NULL,
  run_id text NOT NULL,
  book_id text NOT NULL,
  document bytea NOT NULL,
  -- Hash of the document: a draft that is made again and has not changed is not written again.
  fingerprint text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('invoice', 'credit-note')),
  payable_ore bigint NOT NULL,
  refused text,
  posted boolean NOT NULL DEFAULT false,
  PRIMARY KEY (customer_id, run_id)
);
CREATE INDEX draft_to_post ON billing.draft (run_id, customer_id) WHERE NOT posted;

-- Numbers without gaps (mervärdesskattelagen 2023:200 17 kap. 24 §): one row a year, taken in the transaction that stores the invoice.
CREATE TABLE billing.invoice_number (
  series text PRIMARY KEY,
  last bigint NOT NULL
);

CREATE TABLE billing.invoice (
  customer_id text NOT NULL,
  invoice_id text NOT NULL,
  book_id text NOT NULL,
  invoice_number text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('invoice', 'credit-note')),
  run_id text,
  credits_id text,
  month text NOT NULL,
  issued_on date NOT NULL,
  due_on date NOT NULL,
  ocr text NOT NULL,
  document bytea NOT NULL,
  net_ore bigint NOT NULL,
  vat_ore bigint NOT NULL,
  rounding_ore bigint NOT NULL,
  payable_ore bigint NOT NULL,
  paid_on date,
  sent_at timestamptz,
  PRIMARY KEY (customer_id, invoice_id),
  UNIQUE (customer_id, invoice_number),
  UNIQUE (customer_id, run_id),
  FOREIGN KEY (customer_id, credits_id) REFERENCES billing.invoice (customer_id, invoice_id)
);
CREATE INDEX invoice_by_ocr ON billing.invoice (ocr);
CREATE INDEX invoice_by_number ON billing.invoice (invoice_number);
CREATE INDEX invoice_by_run ON billing.invoice (run_id, customer_id);
CREATE INDEX invoice_unpaid ON billing.invoice (due_on) WHERE paid_on IS NULL AND kind = 'invoice';

CREATE TABLE billing.entry (
  customer_id text NOT NULL,
  entry_id text NOT NULL,
  -- What happened; the same thing is never booked twice.
  source text NOT NULL,
  booked_on date NOT NULL,
  invoice_id text,
  reverses text,
  PRIMARY KEY (customer_id, entry_id),
  UNIQUE (customer_id, source),
  FOREIGN KEY (customer_id, invoice_id) REFERENCES billing.invoice (customer_id, invoice_id),
  FOREIGN KEY (customer_id, reverses) REFERENCES billing.entry (customer_id, source)
);
CREATE UNIQUE INDEX entry_reversed_once ON billing.entry (customer_id, reverses) WHERE reverses IS NOT NULL;
CREATE INDEX entry_by_source ON billing.entry (source);
CREATE INDEX entry_by_invoice ON billing.entry (customer_id, invoice_id);

CREATE TABLE billing.posting (
  customer_id text NOT NULL,
  entry_id text NOT NULL,
  account text NOT NULL,
  ore bigint NOT NULL CHECK (ore <> 0),
  PRIMARY KEY (customer_id, entry_id, account),
  FOREIGN KEY (customer_id, entry_id) REFERENCES billing.entry (customer_id, entry_id) ON DELETE CASCADE
);

-- The last word on balance is the database's: a transaction that leaves an entry unbalanced does not commit.
CREATE FUNCTION billing.refuse_unbalanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT sum(ore) FROM billing.posting WHERE customer_id = NEW.customer_id AND entry_id = NEW.entry_id) <> 0 THEN
    RAISE EXCEPTION 'an entry does not balance' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER posting_balances AFTER INSERT ON billing.posting
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION billing.refuse_unbalanced();

-- What is booked is never changed (bokföringslagen 5 kap. 5 §); it is deleted whole when its seven years are over.
CREATE FUNCTION billing.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what is booked is never changed' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER entry_stands BEFORE UPDATE ON billing.entry FOR EACH ROW EXECUTE FUNCTION billing.refuse_change();
CREATE TRIGGER posting_stands BEFORE UPDATE ON billing.posting FOR EACH ROW EXECUTE FUNCTION billing.refuse_change();

CREATE TABLE billing.payment_file (
  sha256 text PRIMARY KEY,
  name text NOT NULL,
  imported_at timestamptz NOT NULL,
  payments integer NOT NULL,
  ore bigint NOT NULL
);

CREATE TABLE billing.payment (
  customer_id text NOT NULL,
  -- Bankgirot's own name of it (receiver, day, number, part): the same payment in two files is one.
  payment_id text NOT NULL,
  invoice_id text,
  outcome text NOT NULL CHECK (outcome IN ('paid', 'part', 'over', 'double')),
  ore bigint NOT NULL CHECK (ore > 0),
  held_ore bigint NOT NULL CHECK (held_ore >= 0),
  paid_on date NOT NULL,
  PRIMARY KEY (customer_id, payment_id),
  FOREIGN KEY (customer_id, invoice_id) REFERENCES billing.invoice (customer_id, invoice_id)
);
CREATE INDEX payment_by_id ON billing.payment (payment_id);
CREATE INDEX payment_held ON billing.payment (customer_id) WHERE held_ore > 0;

-- Payments that name no claim have no customer yet.
CREATE TABLE billing.unmatched (
  payment_id text PRIMARY KEY,
  reason text NOT NULL CHECK (reason IN ('no-reference', 'bad-reference', 'unknown-reference', 'currency', 'deduction', 'receiver')),
  reference bytea,
  payer bytea,
  message bytea,
  currency text NOT NULL,
  ore bigint NOT NULL,
  paid_on date NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'matched', 'refunded')),
  settled_by text,
  settled_at timestamptz
);
CREATE INDEX unmatched_open ON billing.unmatched (paid_on) WHERE state = 'open';

CREATE TABLE billing.refund (
  customer_id text NOT NULL,
  refund_id text NOT NULL,
  ore bigint NOT NULL CHECK (ore > 0),
  refunded_on date NOT NULL,
  refunded_by text NOT NULL,
  PRIMARY KEY (customer_id, refund_id)
);

CREATE TABLE billing.dunning (
  customer_id text NOT NULL,
  invoice_id text NOT NULL,
  step text NOT NULL CHECK (step IN ('reminder', 'collection', 'handed-over')),
  step_on date NOT NULL,
  interest_to date NOT NULL,
  PRIMARY KEY (customer_id, invoice_id),
  FOREIGN KEY (customer_id, invoice_id) REFERENCES billing.invoice (customer_id, invoice_id)
);

CREATE TABLE billing.dispute (
  customer_id text NOT NULL,
  dispute_id text NOT NULL,
  invoice_id text NOT NULL,
  line integer,
  record text,
  reason bytea,
  ore bigint NOT NULL CHECK (ore > 0),
  state text NOT NULL CHECK (state IN ('open', 'upheld', 'rejected')),
  opened_on date NOT NULL,
  closed_on date,
  PRIMARY KEY (customer_id, dispute_id),
  FOREIGN KEY (customer_id, invoice_id) REFERENCES billing.invoice (customer_id, invoice_id)
);
CREATE INDEX dispute_open ON billing.dispute (customer_id, invoice_id) WHERE state = 'open';

CREATE TABLE billing.balance (
  customer_id text NOT NULL,
  balance_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('prepaid', 'cap')),
  granted_ore bigint NOT NULL,
  used_ore bigint NOT NULL CHECK (used_ore >= 0),
  held_ore bigint NOT NULL CHECK (held_ore >= 0),
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (customer_id, balance_id),
  -- No more is ever used or held than was granted.
  CHECK (used_ore + held_ore <= granted_ore)
);

CREATE TABLE billing.reservation (
  customer_id text NOT NULL,
  balance_id text NOT NULL,
  reservation_key text NOT NULL,
  state text NOT NULL CHECK (state IN ('held', 'committed', 'released')),
  held_ore bigint NOT NULL,
  committed_ore bigint NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (customer_id, balance_id, reservation_key),
  FOREIGN KEY (customer_id, balance_id) REFERENCES billing.balance (customer_id, balance_id) ON DELETE CASCADE
);
CREATE INDEX reservation_held ON billing.reservation (expires_at) WHERE state = 'held';
