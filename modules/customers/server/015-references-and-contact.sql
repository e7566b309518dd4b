-- What the operator's earlier system calls a customer and a person: a second import finds them by it. Sealed, since such a name may be
-- a personal number; found through the blind index. Imports take turns, so none is made twice.
ALTER TABLE customers.customer ADD COLUMN external_ref bytea, ADD COLUMN external_ref_index bytea;
ALTER TABLE customers.person ADD COLUMN external_ref bytea, ADD COLUMN external_ref_index bytea;
CREATE INDEX customer_by_external_ref ON customers.customer (external_ref_index) WHERE external_ref_index IS NOT NULL;

-- How a person was and is reached, each fact with its time, its source and when it was checked. The newest stands at the person too.
CREATE TABLE customers.contact_fact (
  customer_id text NOT NULL,
  person_id text NOT NULL,
  fact_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('email', 'phone')),
  value bytea,
  valid_from date NOT NULL,
  valid_to date,
  source text NOT NULL,
  verified_at timestamptz,
  PRIMARY KEY (customer_id, person_id, fact_id),
  FOREIGN KEY (customer_id, person_id) REFERENCES customers.person ON DELETE CASCADE,
  CHECK (valid_to >= valid_from)
);
