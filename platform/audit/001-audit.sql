CREATE SCHEMA audit;

CREATE TABLE audit.entry (
  seq bigint PRIMARY KEY,
  at timestamptz NOT NULL,
  event text NOT NULL,
  purpose text NOT NULL,
  actor_kind text NOT NULL,
  actor text NOT NULL,
  role text NOT NULL,
  subject text NOT NULL,
  customer text NOT NULL,
  detail text NOT NULL,
  previous bytea NOT NULL,
  hash bytea NOT NULL
);
CREATE INDEX entry_by_subject ON audit.entry (subject, at);

-- Append only, also for whoever holds the application's own role.
CREATE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit chain is append only';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.entry FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
