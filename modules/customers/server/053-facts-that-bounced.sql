-- A letter came back: the address is no longer at the person, where everything that sends reads it, until it is confirmed again.
ALTER TABLE customers.contact_fact ADD COLUMN bounced_at timestamptz;
