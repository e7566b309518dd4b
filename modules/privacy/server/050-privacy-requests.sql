CREATE SCHEMA IF NOT EXISTS privacy;

-- What a person has asked for about their own data, its two dates and its answer (GDPR Art. 12). No price: it is free.
CREATE TABLE privacy.request (
  customer_id text NOT NULL,
  person_id text NOT NULL,
  request_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('access', 'correction', 'restriction', 'portability', 'objection', 'erasure', 'complaint', 'question')),
  hat text NOT NULL CHECK (hat IN ('person', 'subscriber', 'user', 'admin')),
  channel text NOT NULL CHECK (channel IN ('app', 'form', 'letter', 'mail', 'phone')),
  proof text NOT NULL CHECK (proof IN ('session', 'second-factor', 'code', 'staff')),
  received_at timestamptz NOT NULL,
  -- Days in the operator's zone, as they stand after extension and pauses.
  target date NOT NULL,
  latest date NOT NULL,
  extended_at timestamptz,
  -- The clock stands still from here, while proof of identity is asked for.
  paused_at timestamptz,
  paused_days integer NOT NULL CHECK (paused_days BETWEEN 0 AND 30),
  state text NOT NULL CHECK (state IN ('open', 'paused', 'answered', 'withdrawn')),
  text bytea,
  outcome text CHECK (outcome IN ('granted', 'partly', 'refused')),
  answer bytea,
  answered_at timestamptz,
  -- When it was found to be late.
  overdue_at timestamptz,
  PRIMARY KEY (customer_id, request_id),
  CHECK (target <= latest),
  CHECK ((state = 'paused') = (paused_at IS NOT NULL)),
  CHECK ((state IN ('answered', 'withdrawn')) = (answered_at IS NOT NULL)),
  CHECK ((state = 'answered') = (outcome IS NOT NULL))
);
CREATE INDEX request_by_person ON privacy.request (customer_id, person_id);
CREATE INDEX request_by_latest ON privacy.request (latest) WHERE state IN ('open', 'paused');

-- Its log: what happened, when, and who did it in kind. `told_at` stays empty until the letter about it has gone.
CREATE TABLE privacy.request_event (
  customer_id text NOT NULL,
  person_id text NOT NULL,
  request_id text NOT NULL,
  event_id text NOT NULL,
  at timestamptz NOT NULL,
  what text NOT NULL CHECK (what IN ('filed', 'extended', 'paused', 'resumed', 'overdue', 'answered', 'withdrawn')),
  done_by text NOT NULL CHECK (done_by IN ('person', 'staff', 'system')),
  note bytea,
  tell boolean NOT NULL,
  told_at timestamptz,
  PRIMARY KEY (customer_id, request_id, event_id),
  FOREIGN KEY (customer_id, request_id) REFERENCES privacy.request ON DELETE CASCADE
);
CREATE INDEX request_event_to_tell ON privacy.request_event (at) WHERE tell AND told_at IS NULL;

-- Asked by somebody who has no account, until a one-time code shows that the address is theirs. Only then is it looked for who they are:
-- known, the row moves to privacy.request; unknown, it is answered with a signed «no» and goes by rule. Sealed under its own id.
CREATE TABLE privacy.unknown_request (
  request_id text PRIMARY KEY,
  mail bytea,
  kind text NOT NULL,
  hat text NOT NULL,
  channel text NOT NULL,
  language text NOT NULL CHECK (language IN ('sv', 'en')),
  text bytea,
  received_at timestamptz NOT NULL,
  target date NOT NULL,
  latest date NOT NULL,
  code bytea,
  code_until timestamptz,
  code_sent_at timestamptz,
  tries integer NOT NULL,
  answer bytea,
  answered_at timestamptz
);
