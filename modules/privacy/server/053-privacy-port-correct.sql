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

-- What a person takes along: as an archive, sent straight to another controller, or fetched by one with a token, once (GDPR Art. 20).
CREATE TABLE privacy.port_transfer (
  customer_id text NOT NULL,
  person_id text NOT NULL,
  transfer_id text NOT NULL,
  way text NOT NULL CHECK (way IN ('archive', 'push', 'pull')),
  receiver text,
  state text NOT NULL CHECK (state IN ('open', 'done', 'failed', 'withdrawn')),
  token_hash text,
  claim_hash text,
  request_id text NOT NULL,
  tries integer NOT NULL DEFAULT 0,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  done_at timestamptz,
  PRIMARY KEY (customer_id, person_id, transfer_id)
);
CREATE INDEX port_transfer_by_token ON privacy.port_transfer (token_hash) WHERE token_hash IS NOT NULL;

-- What another controller has sent for somebody who has not said yes here yet. Sealed under a key of its own, which goes with it.
CREATE TABLE privacy.port_inbox (
  inbox_id text PRIMARY KEY,
  sender text NOT NULL,
  message_id text NOT NULL,
  claim_hash text NOT NULL,
  content bytea,
  received_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  UNIQUE (sender, message_id)
);
CREATE INDEX port_inbox_by_claim ON privacy.port_inbox (claim_hash);
