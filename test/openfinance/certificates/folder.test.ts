import { X509Certificate } from 'node:crypto';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { UsageError } from '../../../src/core/errors.js';
import { DAY } from '../../../src/core/instant.js';
import { certificatesIn } from '../../../src/openfinance/certificates/folder.js';
import { RECEIVERS } from '../../../src/openfinance/certificates/receivers.js';
import {
  type CertificateSet,
  isFresh,
  type KeyRing,
  makeCertificates,
} from '../../../src/openfinance/certificates/set.js';
import { documentKind } from '../../../src/openfinance/holdings/customer.js';
import { scratchFolder } from '../../store/scratch.js';
import { thrownBy } from '../../support/receiver.js';

const NOW = Date.UTC(2026, 2, 2, 12);
const KEYS = JSON.parse(await readFile('fixtures/keys/development-tls-keys.json', 'utf8')) as KeyRing;
const FILES = ['ca', 'client-1', 'client-2', 'server'].flatMap((name) => [`${name}.key.pem`, `${name}.pem`]);

let set: CertificateSet;
let folder: Awaited<ReturnType<typeof scratchFolder>>;
beforeAll(async () => {
  set = await makeCertificates(NOW, ['mock.example.com', '192.0.2.7'], KEYS);
  folder = await scratchFolder();
});
afterAll(() => folder[Symbol.asyncDispose]());

const serverIn = ({ server }: CertificateSet): X509Certificate => new X509Certificate(server.certificate);

test('every certificate is valid for 90 days, with RSA 2048 and SHA-256, and signed by the test authority', () => {
  const authority = new X509Certificate(set.authority.certificate);
  for (const { certificate } of [set.authority, set.server, ...Object.values(set.clients)]) {
    const parsed = new X509Certificate(certificate);
    expect(Date.parse(parsed.validTo) - Date.parse(parsed.validFrom)).toBe(90 * DAY);
    expect(parsed.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(parsed.checkIssued(authority) && parsed.verify(authority.publicKey)).toBe(true);
    expect(parsed.ca).toBe(certificate === set.authority.certificate);
  }
});

test('the server’s is for this machine’s names and for those it is told', () => {
  const server = serverIn(set);
  for (const name of ['localhost', 'mock.example.com']) expect(server.checkHost(name)).toBe(name);
  for (const address of ['127.0.0.1', '::1', '192.0.2.7']) expect(server.checkIP(address)).toBe(address);
  expect(server.checkHost('other.example.com')).toBeUndefined();
  expect(server.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
});

test.each(RECEIVERS)('$name names its software statement, organisation and CNPJ in its subject', (receiver) => {
  const certificate = new X509Certificate(set.clients[receiver.name]?.certificate ?? '');
  expect(certificate.toLegacyObject().subject).toMatchObject({
    C: 'BR',
    O: receiver.legalName,
    OU: receiver.organisationId,
    CN: receiver.host,
    UID: receiver.softwareId,
    organizationIdentifier: `OFBBR-${receiver.organisationId}`,
    serialNumber: receiver.cnpj,
    businessCategory: 'Private Organization',
    jurisdictionC: 'BR',
  });
  expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.2']);
  expect(documentKind(receiver.cnpj)).toBe('CNPJ');
});

test('a set is fresh until a week before it ends, and only as it was issued', () => {
  const stranger = { ...set, authority: { ...set.server } };
  expect([-1, 0, 82, 84, 91].map((days) => isFresh(set, NOW + days * DAY))).toEqual([false, true, true, false, false]);
  expect(isFresh(stranger, NOW)).toBe(false);
});

test('a folder keeps what was made in it, keys readable by their owner alone; it is made anew before it ends', async () => {
  const asked = { now: NOW, hosts: [] };
  const made = await certificatesIn(folder.path, asked);
  expect([made.outcome, (await readdir(folder.path)).toSorted()]).toEqual(['made', FILES]);
  for (const file of FILES) {
    expect((await stat(join(folder.path, file))).mode & 0o777).toBe(file.endsWith('.key.pem') ? 0o600 : 0o644);
  }
  expect(await certificatesIn(folder.path, asked)).toEqual({ set: made.set, outcome: 'kept' });

  const elsewhere = await certificatesIn(folder.path, { now: NOW, hosts: ['mock.example.com'] });
  expect(elsewhere).toMatchObject({ outcome: 'server-renewed', set: { clients: made.set.clients } });
  expect(serverIn(elsewhere.set).checkHost('mock.example.com')).toBe('mock.example.com');
  expect(serverIn(elsewhere.set).validTo).toBe(serverIn(made.set).validTo);

  const later = await certificatesIn(folder.path, { now: NOW + 90 * DAY, hosts: [] });
  expect([later.outcome, isFresh(later.set, NOW + 90 * DAY)]).toEqual(['made', true]);
  expect(later.set.clients).not.toEqual(made.set.clients);

  await rm(join(folder.path, 'client-2.pem'));
  expect((await certificatesIn(folder.path, { now: NOW + 90 * DAY, hosts: [] })).outcome).toBe('made');
});

test('a file that is no certificate with its key is refused by name', async () => {
  await using broken = await scratchFolder();
  const { key } = set.server;
  const write = (name: string, text: string): Promise<void> => writeFile(join(broken.path, name), text);
  for (const [certificate, itsKey] of [
    ['no PEM', key],
    [set.server.certificate, 'no PEM'],
    [set.server.certificate, set.authority.key],
  ] as const) {
    await Promise.all([write('server.pem', certificate), write('server.key.pem', itsKey)]);
    const error = await thrownBy(certificatesIn(broken.path, { now: NOW, hosts: [] }));
    expect(error).toBeInstanceOf(UsageError);
    expect(String(error)).toContain(`certificate file ${join(broken.path, 'server.pem')}: not a certificate`);
  }
});
