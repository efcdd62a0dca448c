import type { Consent } from '../../src/openfinance/consents/consent.js';
import { PERMISSIONS } from '../../src/openfinance/vocabulary.js';

/** A consent as large as they are: of one of a thousand customers, for twenty permissions. */
export const sampleConsent = (count: number): Consent => ({
  consentId: `urn:transmissora:${count}`,
  clientId: 'receptora-demo',
  customerId: String(10_000_000_000 + (count % 1_000)),
  permissions: PERMISSIONS.slice(0, 20),
  createdAt: Date.UTC(2026, 2, 2),
  expiresAt: Date.UTC(2027, 2, 2),
  extensions: [],
  facts: [{ at: Date.UTC(2026, 2, 2), event: 'AUTHORISED' }],
  selection: ['account-1', 'account-2'],
  decisions: {},
  readyAfter: 'PT0S',
});
