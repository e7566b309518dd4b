CREATE SCHEMA IF NOT EXISTS privacy;

-- A correction: what was held, what it is to be, and its ground. Values are sealed with the person's key.
CREATE TABLE privacy.correction (
  customer_id text NOT NULL,
  person_id text NOT NULL,
  correction_id text NOT NULL,
  what text NOT NULL CHECK (what IN ('email', 'phone', 'address', 'language', 'name', 'personal_number', 'statement')),
  state text NOT NULL CHECK (state IN ('code', 'review', 'done', 'refused', 'withdrawn')),
  earlier_value bytea,
  new_value bytea,
  own_words bytea,
  ground bytea,
  request_id text,
  code_hash text,
  code_until timestamptz,
  code_tries integer NOT NULL DEFAULT 0,
  asked_at timestamptz NOT NULL,
  decided_at timestamptz,
  decided_by text,
  PRIMARY KEY (customer_id, person_id, correction_id)
);
CREATE INDEX correction_to_review ON privacy.correction (asked_at) WHERE state = 'review';

-- Whom the operator has told, of what, and whether they have said that they got it (GDPR Art. 19).
CREATE TABLE privacy.notice (
  customer_id text NOT NULL,
  person_id text NOT NULL,
  notice_id text NOT NULL,
  recipient text NOT NULL,
  what text NOT NULL CHECK (what IN ('corrected', 'erased', 'restricted', 'unrestricted')),
  content bytea,
  about text,
  state text NOT NULL CHECK (state IN ('pending', 'sent', 'confirmed')),
  tries integer NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL,
  made_at timestamptz NOT NULL,
  sent_at timestamptz,
  confirmed_at timestamptz,
  proof text,
  PRIMARY KEY (customer_id, person_id, notice_id)
);
CREATE INDEX notice_to_send ON privacy.notice (next_at) WHERE state <> 'confirmed';
