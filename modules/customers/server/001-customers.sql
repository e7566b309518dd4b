CREATE SCHEMA customers;

CREATE TABLE customers.customer (
  customer_id text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('person', 'organisation')),
  name bytea,
  number bytea,
  number_index bytea,
  state text NOT NULL CHECK (state IN ('active', 'ended')),
  contract_start date NOT NULL,
  contract_end date,
  source text NOT NULL,
  verified_at timestamptz,
  created_at timestamptz NOT NULL
);
CREATE INDEX customer_by_number ON customers.customer (number_index);

CREATE TABLE customers.person (
  customer_id text NOT NULL REFERENCES customers.customer,
  person_id text NOT NULL,
  name bytea,
  email bytea,
  email_index bytea,
  phone bytea,
  phone_index bytea,
  personal_number bytea,
  personal_number_index bytea,
  roles text[] NOT NULL CHECK (roles <@ ARRAY['subscriber', 'user', 'admin']),
  language text NOT NULL CHECK (language IN ('sv', 'en')),
  source text NOT NULL,
  verified_at timestamptz,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (customer_id, person_id)
);
CREATE INDEX person_by_email ON customers.person (email_index);
CREATE INDEX person_by_phone ON customers.person (phone_index);
CREATE INDEX person_by_personal_number ON customers.person (personal_number_index);

-- Addresses are facts with a time: a move ends one and begins another.
CREATE TABLE customers.address (
  customer_id text NOT NULL,
  person_id text NOT NULL,
  address_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('home', 'invoice', 'delivery')),
  street bytea,
  postal_code bytea,
  city bytea,
  country text NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  source text NOT NULL,
  verified_at timestamptz,
  PRIMARY KEY (customer_id, person_id, address_id),
  FOREIGN KEY (customer_id, person_id) REFERENCES customers.person ON DELETE CASCADE
);
