CREATE SCHEMA connections;

CREATE TABLE connections.connection (
  customer_id text NOT NULL,
  connection_id text NOT NULL,
  person_id text NOT NULL,
  provider text NOT NULL CHECK (provider IN ('microsoft365')),
  state text NOT NULL,
  reason text,
  features text[] NOT NULL,
  scopes text[] NOT NULL,
  missing text[] NOT NULL,
  subject bytea,
  subject_index bytea,
  address bytea,
  name bytea,
  claims text,
  admin_hash text,
  admin_until timestamptz,
  created_at timestamptz NOT NULL,
  connected_at timestamptz,
  last_token_at timestamptz,
  last_token_until timestamptz,
  disconnected_at timestamptz,
  PRIMARY KEY (customer_id, connection_id),
  CHECK ((state IN ('connected', 'disconnected') AND reason IS NULL)
      OR (state = 'pending-admin' AND reason IN ('asked', 'granted', 'refused'))
      OR (state = 'needs-consent' AND reason IN ('revoked', 'partial', 'claims')))
);
-- One account of the provider is one connection of a person; two persons may each connect it.
CREATE UNIQUE INDEX connection_once ON connections.connection (customer_id, person_id, provider, subject_index);
CREATE INDEX connection_by_admin ON connections.connection (admin_hash) WHERE admin_hash IS NOT NULL;
CREATE INDEX connection_gone ON connections.connection (disconnected_at) WHERE disconnected_at IS NOT NULL;

CREATE TABLE connections.refresh_token (
  customer_id text NOT NULL,
  connection_id text NOT NULL,
  person_id text NOT NULL,
  token bytea NOT NULL,
  stored_at timestamptz NOT NULL,
  PRIMARY KEY (customer_id, connection_id),
  FOREIGN KEY (customer_id, connection_id) REFERENCES connections.connection (customer_id, connection_id) ON DELETE CASCADE
);

CREATE TABLE connections.flow (
  customer_id text NOT NULL,
  state_hash text NOT NULL,
  person_id text NOT NULL,
  session_hash text NOT NULL,
  provider text NOT NULL,
  feature text NOT NULL,
  connection_id text,
  verifier bytea NOT NULL,
  nonce bytea NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (customer_id, state_hash)
);
CREATE INDEX flow_by_state ON connections.flow (state_hash);
CREATE INDEX flow_by_expiry ON connections.flow (expires_at);
