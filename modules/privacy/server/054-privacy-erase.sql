CREATE SCHEMA IF NOT EXISTS privacy;

-- Written before anything is destroyed. Ids stand in it only until all is done; then the keyed hash alone remains.
CREATE TABLE privacy.erasure_ledger (
  erasure_id text PRIMARY KEY,
  subjects text[] NOT NULL,
  customer_id text,
  person_id text,
  whole boolean NOT NULL,
  cause text NOT NULL CHECK (cause IN ('request', 'retention', 'restore')),
  state text NOT NULL CHECK (state IN ('planned', 'ledgered', 'destroying', 'waiting', 'done')),
  waits text NOT NULL,
  receipt text NOT NULL,
  asked_at timestamptz NOT NULL,
  destroyed_at timestamptz,
  done_at timestamptz
);
CREATE UNIQUE INDEX erasure_once ON privacy.erasure_ledger (customer_id, person_id) WHERE customer_id IS NOT NULL;

CREATE TABLE privacy.erasure_recipient (
  erasure_id text NOT NULL REFERENCES privacy.erasure_ledger ON DELETE CASCADE,
  recipient text NOT NULL,
  told_at timestamptz NOT NULL,
  answered_at timestamptz,
  tries integer NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL,
  PRIMARY KEY (erasure_id, recipient)
);

-- When a member of staff left: ninety days later the account goes. Those who left before this was kept are counted from now.
ALTER TABLE staff.account ADD COLUMN disabled_at timestamptz;
UPDATE staff.account SET disabled_at = now() WHERE state = 'disabled';

CREATE TABLE privacy.hold (
  customer_id text NOT NULL,
  hold_id text NOT NULL,
  person_id text,
  table_name text,
  owner text NOT NULL,
  reason bytea NOT NULL,
  review_on date NOT NULL,
  made_at timestamptz NOT NULL,
  lifted_at timestamptz,
  PRIMARY KEY (customer_id, hold_id)
);

CREATE TABLE privacy.suppression (
  address_hash text PRIMARY KEY,
  made_at timestamptz NOT NULL
);

-- When the seven years of a year are over its entries go whole; an entry of a later year may then no longer name them. Nothing else of it changes.
CREATE OR REPLACE FUNCTION billing.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'entry' THEN
    IF (NEW.invoice_id IS NULL OR NEW.invoice_id = OLD.invoice_id) AND (NEW.reverses IS NULL OR NEW.reverses = OLD.reverses)
      AND (NEW.customer_id, NEW.entry_id, NEW.source, NEW.booked_on) = (OLD.customer_id, OLD.entry_id, OLD.source, OLD.booked_on) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'what is booked is never changed' USING ERRCODE = 'check_violation';
END $$;

-- Still append only: what may go is the beginning, once it is five years older than the end of the chain, whoever asks and whatever the clock says.
CREATE OR REPLACE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit chain is append only';
END $$;
CREATE FUNCTION audit.refuse_young() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.at + interval '5 years' > (SELECT at FROM audit.entry ORDER BY seq DESC LIMIT 1) THEN
    RAISE EXCEPTION 'the audit chain is append only';
  END IF;
  RETURN OLD;
END $$;
DROP TRIGGER append_only ON audit.entry;
CREATE TRIGGER append_only BEFORE UPDATE OR TRUNCATE ON audit.entry FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse();
CREATE TRIGGER only_the_old BEFORE DELETE ON audit.entry FOR EACH ROW EXECUTE FUNCTION audit.refuse_young();

-- The same for signatures: they go when they are five years older than the end of the chain, which has the nightly sweep's own entry.
CREATE FUNCTION staff.refuse_young() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.signed_at + interval '5 years' > (SELECT at FROM audit.entry ORDER BY seq DESC LIMIT 1) THEN
    RAISE EXCEPTION 'agreements and signatures are append only';
  END IF;
  RETURN OLD;
END $$;
DROP TRIGGER append_only ON staff.signature;
CREATE TRIGGER append_only BEFORE UPDATE OR TRUNCATE ON staff.signature FOR EACH STATEMENT EXECUTE FUNCTION staff.refuse();
CREATE TRIGGER only_the_old BEFORE DELETE ON staff.signature FOR EACH ROW EXECUTE FUNCTION staff.refuse_young();
