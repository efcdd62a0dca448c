/** Documents, and the values of their declared indexes. */
export const DOCUMENTS = `
CREATE SEQUENCE IF NOT EXISTS transmissora_versions;
CREATE TABLE IF NOT EXISTS transmissora_documents (
  collection text NOT NULL,
  id text NOT NULL,
  version bigint NOT NULL,
  place bigint NOT NULL,
  value jsonb NOT NULL,
  PRIMARY KEY (collection, id)
);
CREATE INDEX IF NOT EXISTS transmissora_documents_in_order ON transmissora_documents (collection, place);
CREATE TABLE IF NOT EXISTS transmissora_indexes (
  collection text NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (collection, name)
);
CREATE TABLE IF NOT EXISTS transmissora_index_entries (
  collection text NOT NULL,
  name text NOT NULL,
  value text NOT NULL,
  id text NOT NULL,
  PRIMARY KEY (collection, name, value, id)
);
CREATE INDEX IF NOT EXISTS transmissora_index_entries_of ON transmissora_index_entries (collection, id);
`;
