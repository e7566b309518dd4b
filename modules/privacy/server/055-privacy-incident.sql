CREATE SCHEMA IF NOT EXISTS privacy;

-- The operator's own list of incidents (LEK 8 kap. 9 §; GDPR Art. 33.5): kept even when nobody had to be told.
CREATE TABLE privacy.incident (
  incident_id text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('disclosed', 'lost', 'changed', 'unavailable')),
  authorities text[] NOT NULL CHECK (authorities <@ ARRAY['pts', 'imy'] AND cardinality(authorities) > 0),
  people_at_risk boolean NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'closed')),
  aware_at timestamptz NOT NULL,
  opened_at timestamptz NOT NULL,
  began_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  places text[] NOT NULL CHECK (cardinality(places) > 0),
  through_staff text,
  description bytea,
  opened_by text NOT NULL
);

CREATE TABLE privacy.incident_event (
  incident_id text NOT NULL REFERENCES privacy.incident,
  event_id text NOT NULL,
  at timestamptz NOT NULL,
  what text NOT NULL,
  note bytea,
  by_staff text NOT NULL,
  PRIMARY KEY (incident_id, event_id)
);
CREATE INDEX incident_event_in_order ON privacy.incident_event (incident_id, at);

-- Whom it concerned, as found; a row is never taken back, since what it was found in may be erased.
CREATE TABLE privacy.incident_affected (
  customer_id text NOT NULL,
  incident_id text NOT NULL,
  person_id text NOT NULL,
  found_at timestamptz NOT NULL,
  letter text NOT NULL CHECK (letter IN ('none', 'queued', 'sent', 'no-address')),
  told_at timestamptz,
  letter_hash text,
  PRIMARY KEY (customer_id, incident_id, person_id)
);
CREATE INDEX incident_affected_by_incident ON privacy.incident_affected (incident_id);
