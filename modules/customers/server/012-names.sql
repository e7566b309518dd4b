-- Staff find a customer by the whole name: a keyed index beside the sealed name, as for numbers and addresses.
ALTER TABLE customers.customer ADD COLUMN name_index bytea;
CREATE INDEX customer_by_name ON customers.customer (name_index);
ALTER TABLE customers.person ADD COLUMN name_index bytea;
CREATE INDEX person_by_name ON customers.person (name_index);
