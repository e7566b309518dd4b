CREATE SCHEMA services;
-- Part of PostgreSQL's own contrib and trusted: the owner of a database may add it.
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

-- What a customer has ordered, one row each: a mobile subscription, a fixed line, a data line, a trunk to an exchange.
CREATE TABLE services.service (
  customer_id text NOT NULL REFERENCES customers.customer,
  service_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('mobile', 'fixed', 'data', 'sip-trunk')),
  label bytea,
  -- The person who uses it. The one who pays is the customer's subscriber (ruling R9).
  person_id text,
  pool text,
  state text NOT NULL CHECK (state IN ('ordered', 'active', 'paused', 'ended')),
  starts_on date NOT NULL,
  activated_on date,
  ends_on date,
  -- The day from which the customer is free. At most 24 months from the start, or from when the service
  -- was switched on (Directive (EU) 2018/1972 Art. 105).
  binding_until date,
  itemised boolean NOT NULL,
  masked boolean NOT NULL,
  spend_cap_ore bigint CHECK (spend_cap_ore >= 0),
  roaming_cap_ore bigint CHECK (roaming_cap_ore >= 0),
  bar_premium boolean NOT NULL,
  bar_international boolean NOT NULL,
  bar_roaming boolean NOT NULL,
  external_ref text,
  source text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (customer_id, service_id),
  UNIQUE (customer_id, external_ref),
  FOREIGN KEY (customer_id, person_id) REFERENCES customers.person (customer_id, person_id) ON DELETE SET NULL (person_id),
  CHECK (ends_on >= starts_on),
  CHECK (activated_on >= starts_on),
  CHECK (binding_until >= starts_on),
  CONSTRAINT binding_at_most_24_months CHECK (binding_until <= (coalesce(activated_on, starts_on) + interval '24 months')::date),
  CHECK (state <> 'ended' OR ends_on IS NOT NULL),
  CHECK (state <> 'active' OR activated_on IS NOT NULL)
);
CREATE INDEX service_by_person ON services.service (customer_id, person_id);

-- The plan of a service over time; the price book says what each costs. One open end at most.
CREATE TABLE services.plan (
  customer_id text NOT NULL,
  service_id text NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_to timestamptz,
  plan_id text NOT NULL,
  PRIMARY KEY (customer_id, service_id, valid_from),
  FOREIGN KEY (customer_id, service_id) REFERENCES services.service ON DELETE CASCADE,
  CHECK (valid_to > valid_from),
  EXCLUDE USING gist (customer_id WITH =, service_id WITH =, tstzrange(valid_from, valid_to) WITH &&)
);

-- Who has a number when. No two at one moment, whoever they are: the blind index is the same for the same number. On a store that is
-- spread by customer this one rule needs a reference table; everything else here goes with its customer.
CREATE TABLE services.number (
  customer_id text NOT NULL,
  service_id text NOT NULL,
  number_id text NOT NULL,
  phone_number bytea NOT NULL,
  phone_number_index bytea NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_to timestamptz,
  source text NOT NULL,
  PRIMARY KEY (customer_id, service_id, number_id),
  FOREIGN KEY (customer_id, service_id) REFERENCES services.service ON DELETE CASCADE,
  CHECK (valid_to >= valid_from),
  CONSTRAINT number_held_once EXCLUDE USING gist (phone_number_index WITH =, tstzrange(valid_from, valid_to) WITH &&)
);
CREATE INDEX number_by_end ON services.number (valid_to);
