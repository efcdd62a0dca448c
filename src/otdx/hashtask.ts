import { createHash } from 'node:crypto';

/** 32 hex digits that stand for a text and tell nothing of it: how the service names approvals and requests. OTD-APR-05. */
export const hashtaskOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);
