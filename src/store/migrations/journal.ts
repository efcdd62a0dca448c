/** What all instances share besides documents: secrets made once, and the journal. */
export const JOURNAL = `
CREATE TABLE IF NOT EXISTS transmissora_secrets (
  name text PRIMARY KEY,
  value text NOT NULL
);
CREATE TABLE IF NOT EXISTS transmissora_journal (
  id bigint PRIMARY KEY,
  happened_at bigint NOT NULL,
  api text NOT NULL,
  consent_id text,
  exchange text NOT NULL
);
CREATE INDEX IF NOT EXISTS transmissora_journal_of_consent ON transmissora_journal (consent_id, id);
CREATE TABLE IF NOT EXISTS transmissora_journal_state (
  name text PRIMARY KEY,
  last_id bigint NOT NULL,
  cleared_to bigint NOT NULL,
  lost bigint NOT NULL
);
INSERT INTO transmissora_journal_state (name, last_id, cleared_to, lost) VALUES ('journal', 0, 0, 0)
ON CONFLICT (name) DO NOTHING;
`;

/** The latest batch of each instance that is in the journal: one sent again, since its answer was lost, is not written twice. */
export const JOURNAL_WRITERS = `
CREATE TABLE IF NOT EXISTS transmissora_journal_writers (
  writer text PRIMARY KEY,
  batch bigint NOT NULL
);
`;
