// Our server with much in its store: node filled.mjs '{"store", "settings", "consents", "holdings"}'
import { argv } from 'node:process';
import { readConfig } from '../../../dist/config.js';
import { CONSENTS } from '../../../dist/openfinance/consents/consent.js';
import { CUSTOMERS } from '../../../dist/openfinance/holdings/customer.js';
import { HOLDINGS } from '../../../dist/openfinance/holdings/holding.js';
import { serve } from '../../../dist/serve.js';

const { store, settings = {}, consents = 0, holdings = 0 } = JSON.parse(argv[2]);
const BATCH = 10_000;
const DAY = 86_400_000;
const HOLDINGS_EACH = 25;
const FACTS_EACH = 10;

const config = await readConfig({ port: '0', store, ...settings }, {});
const running = await serve(config, { scenarios: [] });
const { url, house } = running;
process.on('SIGTERM', () => void running.close().then(() => process.exit(0)));
await fill(consents, putConsent);
await fill(holdings, putHolding);
console.log(url);

async function fill(wanted, put) {
  for (let first = 0; first < wanted; first += BATCH) {
    await house.store.transaction(async (tx) => {
      for (let count = first; count < Math.min(first + BATCH, wanted); count += 1) await put(tx, count);
    });
  }
}

async function putConsent(tx, count) {
  const consentId = `urn:transmissora:00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
  const at = Date.now() - DAY;
  await tx.put(CONSENTS, consentId, {
    consentId,
    clientId: 'receptora-demo',
    customerId: String(10_000_000_000 + (count % 1_000)),
    permissions: ['RESOURCES_READ', 'LOANS_READ', 'LOANS_WARRANTIES_READ', 'LOANS_SCHEDULED_INSTALMENTS_READ'],
    createdAt: at,
    expiresAt: at + 200 * DAY,
    facts: [{ at, event: 'AUTHORISED' }],
    decisions: {},
    readyAfter: 'PT0S',
  });
}

/** Blocked and released by turns, over the ten years to come. */
async function putHolding(tx, count) {
  const customerId = String(20_000_000_000 + Math.floor(count / HOLDINGS_EACH));
  if (count % HOLDINGS_EACH === 0) {
    await tx.put(CUSTOMERS, customerId, { customerId, rel: 'CPF', name: 'Cliente', clock: 'default' });
  }
  const now = Date.now();
  const facts = Array.from({ length: FACTS_EACH }, (_, index) => ({
    at: now + (index + 1) * 360 * DAY + count,
    to: index % 2 === 0 ? 'TEMPORARILY_UNAVAILABLE' : 'AVAILABLE',
    cause: 'bench',
  }));
  await tx.put(HOLDINGS, `held-${count}`, {
    resourceId: `held-${count}`,
    customerId,
    type: 'LOAN',
    contractedAt: now - 400 * DAY,
    initial: 'AVAILABLE',
    facts,
    shareable: true,
  });
}
