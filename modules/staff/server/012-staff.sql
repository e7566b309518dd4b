CREATE SCHEMA staff;

-- A member of staff is nobody's customer; these tables are the operator's own.
CREATE TABLE staff.account (
  staff_id text PRIMARY KEY,
  name bytea,
  mail bytea,
  mail_index bytea UNIQUE,
  password bytea,
  totp bytea,
  totp_confirmed_at timestamptz,
  totp_step integer NOT NULL,
  roles text[] NOT NULL CHECK (roles <@ ARRAY['support', 'billing', 'prices', 'privacy', 'admin']),
  state text NOT NULL CHECK (state IN ('active', 'disabled')),
  enrol_hash bytea,
  enrol_until timestamptz,
  created_at timestamptz NOT NULL
);
CREATE INDEX account_by_enrolment ON staff.account (enrol_hash);

CREATE TABLE staff.recovery_code (
  staff_id text NOT NULL REFERENCES staff.account ON DELETE CASCADE,
  code_hash bytea NOT NULL,
  PRIMARY KEY (staff_id, code_hash)
);

CREATE TABLE staff.session (
  session_id text PRIMARY KEY,
  staff_id text NOT NULL REFERENCES staff.account ON DELETE CASCADE,
  token_hash bytea NOT NULL,
  device text NOT NULL,
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX session_by_token ON staff.session (token_hash);
CREATE INDEX session_by_staff ON staff.session (staff_id);

-- A password that was right and waits for its code. Never a session.
CREATE TABLE staff.step (
  token_hash bytea PRIMARY KEY,
  staff_id text NOT NULL REFERENCES staff.account ON DELETE CASCADE,
  tries integer NOT NULL,
  expires_at timestamptz NOT NULL
);

CREATE TABLE staff.nda (
  version integer PRIMARY KEY CHECK (version > 0),
  text text NOT NULL,
  hash text NOT NULL CHECK (hash = encode(sha256(convert_to(text, 'UTF8')), 'hex')),
  published_at timestamptz NOT NULL
);

-- Who signed what, and until when it holds. `statement` is sealed with a key that lies outside the database and says all of it again:
-- a row written by hand, whoever holds the database's password, puts nobody's agreement in force (promise protection.6).
CREATE TABLE staff.signature (
  signature_id text PRIMARY KEY,
  staff_id text NOT NULL REFERENCES staff.account,
  version integer NOT NULL REFERENCES staff.nda,
  hash text NOT NULL,
  signed_at timestamptz NOT NULL,
  in_force_until timestamptz NOT NULL,
  statement bytea
);
CREATE INDEX signature_by_staff ON staff.signature (staff_id, version);

CREATE FUNCTION staff.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'agreements and signatures are append only';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON staff.nda FOR EACH STATEMENT EXECUTE FUNCTION staff.refuse();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON staff.signature FOR EACH STATEMENT EXECUTE FUNCTION staff.refuse();

-- Why a member of staff opened a customer, and until when. The note is about the customer, so it is sealed with the customer's key.
CREATE TABLE staff.opened_case (
  customer_id text NOT NULL REFERENCES customers.customer,
  case_id text NOT NULL,
  staff_id text NOT NULL,
  reason text NOT NULL,
  note bytea,
  opened_at timestamptz NOT NULL,
  closes_at timestamptz NOT NULL,
  PRIMARY KEY (customer_id, case_id)
);
CREATE INDEX opened_case_by_staff ON staff.opened_case (staff_id, closes_at);
