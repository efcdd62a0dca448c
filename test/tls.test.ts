import { X509Certificate } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { configFrom } from '../src/config.js';
import { machineClock } from '../src/core/clock.js';
import { openTls, type TlsMaterial } from '../src/tls.js';

const OPEN = configFrom({ store: 'memory', host: '0.0.0.0' });

/** Whether an instance knows the client of another. */
const knows = (here: TlsMaterial, there: TlsMaterial): boolean =>
  new X509Certificate(there.clients['client-1']?.certificate ?? '').verify(
    new X509Certificate(here.authority.certificate).publicKey,
  );

test('instances on one store know each other’s clients', async () => {
  const kept = new Map<string, string>();
  const secret = async (name: string, make: () => Promise<string>): Promise<string> => {
    if (!kept.has(name)) kept.set(name, await make());
    return kept.get(name) ?? '';
  };
  const [here, there] = [
    await openTls(OPEN, machineClock.now(), { secret }),
    await openTls(OPEN, machineClock.now(), { secret }),
  ];
  expect([knows(here, there), knows(there, here)]).toEqual([true, true]);
});

test('banks in memory that strangers reach have keys of their own, and those on loopback the shipped ones', async () => {
  const [one, other] = [await openTls(OPEN, machineClock.now()), await openTls(OPEN, machineClock.now())];
  expect(knows(one, other)).toBe(false);
  const loopback = configFrom({ store: 'memory' });
  expect(knows(await openTls(loopback, machineClock.now()), await openTls(loopback, machineClock.now()))).toBe(true);
});
