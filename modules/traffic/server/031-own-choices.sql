-- What a person does not want to see in the list of calls. Kept here and not in the browser: signing out wipes the browser (promise mail.9),
-- and a call hidden on one device would stand in the list on the next. The record itself and the bill are as before.
CREATE TABLE traffic.hidden_call (
  customer_id text NOT NULL,
  person_id text NOT NULL,
  start_at timestamptz NOT NULL,
  event uuid NOT NULL,
  hidden_at timestamptz NOT NULL,
  PRIMARY KEY (customer_id, person_id, start_at, event)
);

-- A call the one who pays says is wrong. `dispute` names what billing made of it; null while no bill has it.
CREATE TABLE traffic.objection (
  customer_id text NOT NULL,
  start_at timestamptz NOT NULL,
  event uuid NOT NULL,
  person_id text NOT NULL,
  bill_month date NOT NULL,
  reason bytea NOT NULL,
  dispute text,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (customer_id, start_at, event)
);
