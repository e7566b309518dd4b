CREATE SCHEMA IF NOT EXISTS privacy;

-- What is frozen (GDPR Art. 18). Lifted rows stay: that it was frozen, and when, is part of what happened.
CREATE TABLE privacy.restriction (
  customer_id text NOT NULL,
  restriction_id text NOT NULL,
  person_id text NOT NULL,
  -- Whether what belongs to the customer as such is this person's too: the one who pays (ruling R9).
  covers_customer boolean NOT NULL,
  scope text NOT NULL CHECK (scope IN ('person', 'table', 'field', 'record')),
  table_name text,
  field_name text,
  record_key jsonb,
  ground text NOT NULL CHECK (ground IN ('disputed-accuracy', 'unlawful-not-erased', 'needed-for-claims', 'objection-pending')),
  placed_by text NOT NULL CHECK (placed_by IN ('person', 'staff', 'objection')),
  request_id text,
  note bytea,
  from_at timestamptz NOT NULL,
  lift_asked_at timestamptz,
  notice_sent_at timestamptz,
  lifted_at timestamptz,
  -- Set when the person is erased: three years after the contract, for whoever must show that it was honoured.
  kept_until date,
  PRIMARY KEY (customer_id, restriction_id),
  CHECK ((scope = 'person') = (table_name IS NULL)),
  CHECK ((scope = 'field') = (field_name IS NOT NULL)),
  CHECK ((scope = 'record') = (record_key IS NOT NULL)),
  -- Art. 18.3: told before it is lifted, whoever lifts it.
  CHECK (lifted_at IS NULL OR (notice_sent_at IS NOT NULL AND notice_sent_at <= lifted_at))
);
-- Asked at every read that a restriction could bear on: as many rows as are frozen now, mostly none.
CREATE INDEX restriction_in_force ON privacy.restriction (customer_id) WHERE lifted_at IS NULL;

CREATE TABLE privacy.objection (
  customer_id text NOT NULL,
  objection_id text NOT NULL,
  person_id text NOT NULL,
  against text NOT NULL CHECK (against IN ('marketing', 'profiling', 'automated-decisions')),
  decision_kind text,
  request_id text,
  restriction_id text,
  words bytea,
  made_at timestamptz NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('pending', 'upheld', 'refused')),
  ground text CHECK (ground IN ('contract', 'law')),
  reviewed_by text,
  answer bytea,
  decided_at timestamptz,
  kept_until date,
  PRIMARY KEY (customer_id, objection_id),
  CHECK ((outcome = 'pending') = (decided_at IS NULL)),
  CHECK ((outcome = 'refused') = (ground IS NOT NULL)),
  -- Art. 21.3: there is no ground against an objection to marketing.
  CHECK (against <> 'marketing' OR outcome = 'upheld')
);
CREATE INDEX objection_of ON privacy.objection (customer_id, person_id, against);

CREATE TABLE privacy.decision (
  customer_id text NOT NULL,
  decision_id text NOT NULL,
  person_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('spend-cap', 'fraud-stop', 'credit-rule')),
  rule_version integer NOT NULL,
  inputs bytea,
  consequence text NOT NULL,
  decided_at timestamptz NOT NULL,
  contested_at timestamptz,
  words bytea,
  reviewed_at timestamptz,
  reviewed_by text,
  review text CHECK (review IN ('stands', 'changed')),
  answer bytea,
  kept_until date,
  PRIMARY KEY (customer_id, decision_id)
);
CREATE INDEX decision_of ON privacy.decision (customer_id, person_id, decided_at);

-- The ledger of consents (Art. 7.1): nothing is edited but that it was taken back.
CREATE TABLE privacy.consent (
  customer_id text NOT NULL,
  consent_id text NOT NULL,
  person_id text NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('marketing', 'statistics')),
  text_version integer NOT NULL,
  text_hash text NOT NULL,
  channel text NOT NULL CHECK (channel IN ('app', 'staff')),
  given_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  kept_until date,
  PRIMARY KEY (customer_id, consent_id),
  CHECK (withdrawn_at >= given_at)
);
CREATE UNIQUE INDEX consent_in_force ON privacy.consent (customer_id, person_id, purpose) WHERE withdrawn_at IS NULL;
