import { expect, test } from '@jest/globals';
import { startTransmissora } from '../../src/index.js';

test('of more than a hundred snapshots the oldest go', async () => {
  const bank = await startTransmissora({ now: '2026-03-02T12:00:00Z' });
  const first = await bank.snapshot();
  const second = await bank.snapshot();
  for (let more = 0; more < 99; more++) await bank.snapshot();
  await expect(bank.restore(first)).rejects.toMatchObject({ kind: 'not-found' });
  await bank.restore(second);
  await bank.close();
});
