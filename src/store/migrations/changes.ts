/** Grows after each commit of any instance: how the others hear of it. */
export const CHANGES = `
CREATE SEQUENCE IF NOT EXISTS transmissora_changes CACHE 1;
`;
