CREATE SCHEMA prices;

-- A version is what its text says, for ever: what a call cost must be told the same way years later (promise traffic.9).
CREATE TABLE prices.version (
  document_id text NOT NULL,
  version text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('destinations', 'zones', 'plans', 'list')),
  name text NOT NULL,
  effective date NOT NULL,
  until date,
  state text NOT NULL CHECK (state IN ('draft', 'scheduled', 'withdrawn')),
  text text NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  added_at timestamptz NOT NULL,
  PRIMARY KEY (document_id, version)
);

CREATE TABLE prices.act (
  document_id text NOT NULL,
  version text NOT NULL,
  act_id text NOT NULL,
  act text NOT NULL CHECK (act IN ('added', 'scheduled', 'withdrawn', 'discarded')),
  at timestamptz NOT NULL,
  actor text NOT NULL,
  note text NOT NULL,
  PRIMARY KEY (document_id, version, act_id)
);

CREATE FUNCTION prices.keep_as_it_is() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.state = 'draft' THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'A price version that has been scheduled is kept.';
  END IF;
  IF (OLD.document_id, OLD.version, OLD.kind, OLD.name, OLD.effective, OLD.until, OLD.text, OLD.sha256, OLD.added_at)
     IS DISTINCT FROM
     (NEW.document_id, NEW.version, NEW.kind, NEW.name, NEW.effective, NEW.until, NEW.text, NEW.sha256, NEW.added_at)
    OR (OLD.state, NEW.state) NOT IN (('draft', 'scheduled'), ('scheduled', 'withdrawn')) THEN
    RAISE EXCEPTION 'A price version is never changed; add a new one.';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_as_it_is BEFORE UPDATE OR DELETE ON prices.version
  FOR EACH ROW EXECUTE FUNCTION prices.keep_as_it_is();
