CREATE SCHEMA IF NOT EXISTS privacy;
-- To whom data about a person has been given, by name: what an access report answers with (GDPR Art. 15.1 (c), 15.2; CJEU C-154/21).
CREATE TABLE privacy.disclosure (
  customer_id text NOT NULL,
  person_id text NOT NULL,
  disclosure_id text NOT NULL,
  recipient text NOT NULL,
  country text NOT NULL,
  safeguard text,
  categories text[] NOT NULL,
  purpose text NOT NULL,
  disclosed_at timestamptz NOT NULL,
  PRIMARY KEY (customer_id, disclosure_id)
);
CREATE INDEX disclosure_person ON privacy.disclosure (customer_id, person_id, recipient);
-- Right to fetch a report once asked for; the report itself is made from what is held when it is fetched, and is stored nowhere.
CREATE TABLE privacy.archive (
  customer_id text NOT NULL,
  archive_id text NOT NULL,
  person_id text NOT NULL,
  request_id text NOT NULL,
  language text NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (customer_id, archive_id)
);
