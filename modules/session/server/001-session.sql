CREATE SCHEMA session;

CREATE TABLE session.account (
  customer_id text NOT NULL,
  person_id text NOT NULL,
  password bytea,
  password_changed_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('active', 'disabled')),
  passkey_user text NOT NULL,
  totp bytea,
  totp_confirmed_at timestamptz,
  totp_step integer NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (customer_id, person_id),
  FOREIGN KEY (customer_id, person_id) REFERENCES customers.person ON DELETE CASCADE
);

-- The directory: a user id is looked up before anyone knows whose customer it belongs to.
CREATE TABLE session.user_id (
  user_id bytea NOT NULL,
  user_id_index bytea PRIMARY KEY,
  customer_id text NOT NULL,
  person_id text NOT NULL
);
CREATE INDEX user_id_by_person ON session.user_id (customer_id, person_id);

CREATE TABLE session.session (
  customer_id text NOT NULL,
  session_id text NOT NULL,
  person_id text NOT NULL,
  token_hash bytea NOT NULL,
  way text NOT NULL CHECK (way IN ('password', 'second-factor', 'passkey')),
  device text NOT NULL,
  created_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (customer_id, session_id),
  FOREIGN KEY (customer_id, person_id) REFERENCES session.account ON DELETE CASCADE
);
CREATE INDEX session_by_token ON session.session (token_hash);
CREATE INDEX session_by_person ON session.session (customer_id, person_id);
CREATE INDEX session_by_seen ON session.session (seen_at);
CREATE INDEX session_by_expiry ON session.session (expires_at);

-- The server's half of the keys of the browser's cache. Whatever ends the session ends the row (promises mail.10, mail.11).
CREATE TABLE session.vault_secret (
  customer_id text NOT NULL,
  session_id text NOT NULL,
  person_id text NOT NULL,
  account text NOT NULL,
  category text NOT NULL,
  kid text NOT NULL,
  secret bytea NOT NULL,
  PRIMARY KEY (customer_id, session_id, account, category),
  FOREIGN KEY (customer_id, session_id) REFERENCES session.session ON DELETE CASCADE
);

CREATE TABLE session.passkey (
  customer_id text NOT NULL,
  person_id text NOT NULL,
  passkey_id text NOT NULL,
  credential text NOT NULL,
  public_key text NOT NULL,
  counter bigint NOT NULL,
  transports text[] NOT NULL,
  label bytea,
  created_at timestamptz NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (customer_id, person_id, passkey_id),
  FOREIGN KEY (customer_id, person_id) REFERENCES session.account ON DELETE CASCADE
);
CREATE INDEX passkey_by_credential ON session.passkey (credential);

CREATE TABLE session.recovery_code (
  customer_id text NOT NULL,
  person_id text NOT NULL,
  code_hash bytea NOT NULL,
  PRIMARY KEY (customer_id, person_id, code_hash),
  FOREIGN KEY (customer_id, person_id) REFERENCES session.account ON DELETE CASCADE
);

CREATE TABLE session.reset (
  customer_id text NOT NULL,
  person_id text NOT NULL,
  token_hash bytea NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (customer_id, person_id, token_hash),
  FOREIGN KEY (customer_id, person_id) REFERENCES session.account ON DELETE CASCADE
);
CREATE INDEX reset_by_token ON session.reset (token_hash);

-- A step under way: a password that was right and waits for its code, or a passkey's challenge. Never a session.
CREATE TABLE session.step (
  token_hash bytea PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('second-factor', 'passkey-sign-in', 'passkey-new')),
  customer_id text,
  person_id text,
  challenge text,
  tries integer NOT NULL,
  expires_at timestamptz NOT NULL
);

-- Failed attempts, by keyed hash of what was typed and of the address it came from.
CREATE TABLE session.attempt (
  key_hash bytea PRIMARY KEY,
  failed integer NOT NULL,
  last_at timestamptz NOT NULL,
  until timestamptz NOT NULL
);
