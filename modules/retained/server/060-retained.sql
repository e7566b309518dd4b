-- What an operator may be obliged to retain for law enforcement (LEK 9 kap. 19 §), apart from everything else. Empty unless it is.
CREATE SCHEMA retained;

CREATE TABLE retained.obligation (
  obligation_id text PRIMARY KEY,
  ground text NOT NULL CHECK (ground <> ''),
  recipients text NOT NULL CHECK (recipients <> ''),
  since timestamptz NOT NULL,
  until timestamptz,
  CHECK (until >= since)
);
-- One at a time.
CREATE UNIQUE INDEX obligation_in_force ON retained.obligation ((true)) WHERE until IS NULL;

CREATE TABLE retained.telephony (
  day_key text NOT NULL,
  piece_id text NOT NULL,
  conveyed_on date NOT NULL,
  records integer NOT NULL CHECK (records > 0),
  sealed_records bytea NOT NULL,
  PRIMARY KEY (day_key, piece_id)
);
CREATE TABLE retained.internet (LIKE retained.telephony INCLUDING CONSTRAINTS, PRIMARY KEY (day_key, piece_id));
