// Our server with much in its store. Its argument is a `Wanted` as JSON.
// The first `asked` consents are of one customer with 25 contracts; a token of each is written to the file `tokens`.
import { writeFile } from 'node:fs/promises';
import { argv } from 'node:process';
import { issueToken } from '../../../src/admin/tokens.js';
import { readConfig } from '../../../src/config.js';
import { CONSENTS } from '../../../src/openfinance/consents/consent.js';
import { CUSTOMERS } from '../../../src/openfinance/holdings/customer.js';
import { HOLDINGS } from '../../../src/openfinance/holdings/holding.js';
import { serve } from '../../../src/serve.js';
import type { Transaction } from '../../../src/store/store.js';
import type { Wanted } from '../ours.js';

const {
  store,
  settings = {},
  consents = 0,
  holdings = 0,
  asked = 0,
  tokens = '',
} = JSON.parse(argv[2] ?? '{}') as Wanted;
const DAY = 86_400_000;
const HOLDINGS_EACH = 25;
const FACTS_EACH = 10;
const CONTRACTS = 25;
const CUSTOMER = '52998224725';
const TOKEN_LIFE = 24 * 60 * 60;

const config = await readConfig({ port: '0', store, ...settings }, {});
const running = await serve(config, { scenarios: [] });
const { url, house } = running;
process.on('SIGTERM', () => void running.close().then(() => process.exit(0)));
// One transaction: a file is written once.
await house.store.transaction(async (tx) => {
  if (asked > 0) await putCustomer(tx);
  for (let count = 0; count < consents; count += 1) await putConsent(tx, count);
  for (let count = 0; count < holdings; count += 1) await putHolding(tx, count);
});
if (asked > 0) {
  const issued = await Promise.all(
    Array.from({ length: asked }, async (_, count) => {
      const token = await issueToken(house, { consentId: consentIdOf(count), expiresIn: TOKEN_LIFE });
      // From now on it is known: what is measured is not its signature.
      await house.tokens.verify(token.access_token);
      return token;
    }),
  );
  await writeFile(tokens, issued.map(({ access_token }) => access_token).join('\n'));
}
console.log(url);

function consentIdOf(count: number): string {
  return `urn:transmissora:00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
}

async function putCustomer(tx: Transaction): Promise<void> {
  await tx.put(CUSTOMERS, CUSTOMER, { customerId: CUSTOMER, rel: 'CPF', name: 'Cliente', clock: 'default' });
  for (let count = 0; count < CONTRACTS; count += 1) {
    const resourceId = `contract-${String(count).padStart(3, '0')}-${'0123456789abcdef'.repeat(5)}`.slice(0, 92);
    await tx.put(HOLDINGS, resourceId, {
      resourceId,
      customerId: CUSTOMER,
      type: 'LOAN',
      contractedAt: Date.now() - 400 * DAY,
      initial: 'AVAILABLE',
      facts: [],
      shareable: true,
    });
  }
}

async function putConsent(tx: Transaction, count: number): Promise<void> {
  const consentId = consentIdOf(count);
  const at = Date.now() - DAY;
  await tx.put(CONSENTS, consentId, {
    consentId,
    clientId: 'receptora-demo',
    customerId: count < asked ? CUSTOMER : String(10_000_000_000 + (count % 1_000)),
    permissions: ['RESOURCES_READ', 'LOANS_READ', 'LOANS_WARRANTIES_READ', 'LOANS_SCHEDULED_INSTALMENTS_READ'],
    createdAt: at,
    expiresAt: at + 200 * DAY,
    extensions: [],
    selection: [],
    facts: [{ at, event: 'AUTHORISED' }],
    decisions: {},
    readyAfter: 'PT0S',
    // Listed before: a first list is written down.
    firstCallAt: at,
    listedAt: at,
  });
}

/** Blocked and released by turns, over the ten years to come. */
async function putHolding(tx: Transaction, count: number): Promise<void> {
  const customerId = String(20_000_000_000 + Math.floor(count / HOLDINGS_EACH));
  if (count % HOLDINGS_EACH === 0) {
    await tx.put(CUSTOMERS, customerId, { customerId, rel: 'CPF', name: 'Cliente', clock: 'default' });
  }
  const now = Date.now();
  const facts = Array.from({ length: FACTS_EACH }, (_, index) => ({
    at: now + (index + 1) * 360 * DAY + count,
    to: index % 2 === 0 ? ('TEMPORARILY_UNAVAILABLE' as const) : ('AVAILABLE' as const),
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
