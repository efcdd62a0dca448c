// Tests a receiver against the mock that the pipeline has started. TRANSMISSORA_ADMIN: where it is.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { listResources } from './receiver.js';

const url = process.env.TRANSMISSORA_ADMIN ?? 'http://127.0.0.1:3000';

/** One call of the admin API: the bank is arranged, and its time moved, from outside. */
async function admin(method, path, body) {
  const answer = await fetch(`${url}/__admin${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
  return answer.json();
}

it('waits while the list is prepared, and reads it', async () => {
  const { consents } = await admin('GET', '/consents');
  const { access_token: token } = await admin('POST', '/tokens', { consentId: consents[0].consentId });
  const wait = (seconds) => admin('POST', '/clocks/default/advance', { by: `PT${seconds}S` });
  const resources = await listResources({ url, token, wait });
  assert.deepEqual(
    resources.map(({ type }) => type),
    ['ACCOUNT', 'CREDIT_CARD_ACCOUNT'],
  );
});
