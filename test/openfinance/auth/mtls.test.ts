import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { machineClock } from '../../../src/core/clock.js';
import { DAY } from '../../../src/core/instant.js';
import { UsageError } from '../../../src/core/errors.js';
import type { BankClient, BankTls } from '../../../src/index.js';
import { thumbprintOf } from '../../../src/openfinance/auth/client-certificate.js';
import { type KeyRing, makeCertificates } from '../../../src/openfinance/certificates/set.js';
import { headersFor, LIST, list, opened, type World, world } from '../../http/calls.js';
import { callTls } from '../../http/tls-calls.js';
import { scratchFolder } from '../../store/scratch.js';
import { thrownBy } from '../../support/receiver.js';

let receiver: World;
let tls: BankTls;
let one: BankClient;
let two: BankClient;
let bound: string;
const DEVELOPMENT_KEYS = JSON.parse(await readFile('fixtures/keys/development-tls-keys.json', 'utf8')) as KeyRing;

beforeAll(async () => {
  receiver = await world({ options: { tlsPort: 0 } });
  tls = receiver.bank.tls!;
  one = tls.clients['client-1']!;
  two = tls.clients['client-2']!;
  bound = await tokenFor(one);
});
afterAll(() => receiver.bank.close());

async function tokenFor({ thumbprint }: BankClient, { bank, consentId }: World = receiver): Promise<string> {
  return (await bank.token({ consentId, certificateThumbprint: thumbprint })).access_token;
}

const statusOver = async (url: string, token: string, client?: Pick<BankClient, 'certificate' | 'key'>) =>
  (await callTls(`${url}${LIST}`, { ca: tls.ca, client }, { headers: headersFor(token) })).status;

describe('on the listener that asks for a certificate,', () => {
  test('RES-101 a token bound to the certificate that is shown is accepted', async () => {
    expect(await statusOver(tls.url, bound, one)).toBe(200);
  });

  test('RES-101 a bound token is refused with another certificate, and with none', async () => {
    expect(await statusOver(tls.url, bound, two)).toBe(401);
    expect(await statusOver(tls.url, bound)).toBe(401);
  });

  test('RES-101 a token bound to no certificate is refused, though the certificate is good', async () => {
    expect(await statusOver(tls.url, receiver.token, one)).toBe(401);
  });

  test('RES-101 a missing certificate is named as what is wrong', async () => {
    const { status, text, headers } = await callTls(
      `${tls.url}${LIST}`,
      { ca: tls.ca },
      { headers: headersFor(bound) },
    );
    expect(status).toBe(401);
    expect(JSON.parse(text)).toMatchObject({ errors: [{ title: 'Certificado ausente ou recusado.' }] });
    expect(headers).toMatchObject({ 'x-transmissora-rule': 'RES-101', 'x-v': '3.1.0' });
  });

  test.each([
    ['of an authority nobody knows', 0, { authority: DEVELOPMENT_KEYS['client-2']! }, 'client-1'],
    ['that expired', -100, {}, 'client-1'],
    ['that is not valid yet', 1, {}, 'client-1'],
    ['that is a server’s', 0, {}, 'server'],
  ] as const)('RES-101 a certificate %s is as good as none', async (_what, days, keys, whose) => {
    const set = await makeCertificates(machineClock.now() + days * DAY, [], { ...DEVELOPMENT_KEYS, ...keys });
    const client = whose === 'server' ? set.server : set.clients[whose]!;
    const answer = await callTls(`${tls.url}${LIST}`, { ca: tls.ca, client }, { headers: headersFor(bound) });
    expect([answer.status, answer.text]).toEqual([401, expect.stringContaining('Certificado ausente')]);
  });

  test('DIS-001 DIR-001 what is public asks for none', async () => {
    for (const path of ['/open-banking/discovery/v2/status', '/participants', '/auth/jwks', '/healthz']) {
      expect([path, (await callTls(`${tls.url}${path}`, { ca: tls.ca })).status]).toEqual([path, 200]);
    }
  });

  test('links say https and where the caller called', async () => {
    const { text } = await callTls(`${tls.url}${LIST}`, { ca: tls.ca, client: one }, { headers: headersFor(bound) });
    expect(JSON.parse(text).links.self).toContain(`${tls.url}${LIST}`);
  });
});

describe('elsewhere,', () => {
  test('RES-101 a bound token is refused on the plain listener, where nobody can show its certificate', async () => {
    expect((await list({ bank: receiver.bank, token: bound })).status).toBe(401);
    expect((await list(receiver)).status).toBe(200);
  });

  test('RES-101 the TLS listener for pages asks for no certificate, and so serves no protected API', async () => {
    expect(await statusOver(tls.pageUrl, bound, one)).toBe(401);
    expect(await statusOver(tls.pageUrl, receiver.token)).toBe(401);
    expect((await callTls(`${tls.pageUrl}/participants`, { ca: tls.ca })).status).toBe(200);
  });

  test('RES-101 a token bound to something that is no certificate is refused', async () => {
    const { bank, consentId } = receiver;
    const { access_token: token } = await bank.token({ consentId, certificateThumbprint: '' });
    expect((await list({ bank, token })).status).toBe(401);
  });
});

describe('TLS', () => {
  const shake = async (url: string, options: ConnectionOptions): Promise<TLSSocket> => {
    const { hostname: host, port } = new URL(url);
    const socket = connect({ host, port: Number(port), ca: tls.ca, cert: one.certificate, key: one.key, ...options });
    await once(socket, 'secureConnect');
    return socket;
  };
  const shaken = async (url: string, options: ConnectionOptions): Promise<string> => {
    const socket = await shake(url, options).catch(() => undefined);
    const name = socket?.getCipher().name ?? 'refused';
    socket?.destroy();
    return name;
  };

  test.each(['ECDHE-RSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES256-GCM-SHA384'])('1.2 speaks %s', async (ciphers) => {
    for (const url of [tls.url, tls.pageUrl])
      expect(await shaken(url, { ciphers, maxVersion: 'TLSv1.2' })).toBe(ciphers);
  });

  test('1.3 is spoken', async () => {
    expect(await shaken(tls.url, { minVersion: 'TLSv1.3' })).toMatch(/^TLS_/);
  });

  test.each(['AES128-GCM-SHA256', 'ECDHE-RSA-AES128-SHA', 'ECDHE-RSA-AES256-SHA384', 'ECDHE-RSA-CHACHA20-POLY1305'])(
    '1.2 refuses %s',
    async (ciphers) => {
      for (const url of [tls.url, tls.pageUrl]) {
        expect(await shaken(url, { ciphers, maxVersion: 'TLSv1.2' })).toBe('refused');
      }
    },
  );

  test.each(['TLSv1', 'TLSv1.1'] as const)('refuses %s', async (version) => {
    const old = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' };
    for (const url of [tls.url, tls.pageUrl]) expect(await shaken(url, old)).toBe('refused');
  });

  test.each(['TLSv1.2', 'TLSv1.3'] as const)('%s sessions are not resumed', async (version) => {
    const versions = { minVersion: version, maxVersion: version };
    const first = await shake(tls.url, versions);
    let session: Buffer | undefined = first.getSession();
    first.on('session', (given: Buffer) => {
      session = given;
    });
    first.end('GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n').resume();
    await once(first, 'close');
    const second = await shake(tls.url, { ...versions, ...(session && { session }) });
    expect(second.isSessionReused()).toBe(false);
    second.destroy();
  });

  test('1.2 is not renegotiated', async () => {
    const socket = await shake(tls.url, { maxVersion: 'TLSv1.2' });
    const outcome = new Promise((resolve) => {
      socket.on('error', resolve);
      socket.renegotiate({ rejectUnauthorized: true }, resolve);
    });
    expect(String(await outcome)).toContain('no renegotiation');
    socket.destroy();
  });

  test('a client of another authority is accepted once that is named', async () => {
    await using folder = await scratchFolder();
    const stranger = await makeCertificates(machineClock.now(), [], { authority: DEVELOPMENT_KEYS['client-2']! });
    const file = join(folder.path, 'other-ca.pem');
    await writeFile(file, stranger.authority.certificate);
    await using trusting = await world({ options: { tlsPort: 0, clientCa: file } });
    const { ca, url } = trusting.bank.tls!;
    const client = stranger.clients['client-1']!;
    const thumbprint = thumbprintOf(client.certificate);
    const headers = headersFor(await tokenFor({ ...client, thumbprint }, trusting));
    expect((await callTls(`${url}${LIST}`, { ca, client }, { headers })).status).toBe(200);
  });

  test('an authority’s file that is none is refused by name', async () => {
    await using folder = await scratchFolder();
    const [leaf, text] = [join(folder.path, 'leaf.pem'), join(folder.path, 'text.pem')];
    await Promise.all([writeFile(leaf, one.certificate), writeFile(text, 'no PEM')]);
    for (const file of [leaf, text, join(folder.path, 'absent.pem')]) {
      const error = await thrownBy(opened({ tlsPort: '0', clientCa: [file] }));
      expect([error, String(error)]).toEqual([
        expect.any(UsageError),
        expect.stringContaining(`--client-ca is ${file}`),
      ]);
    }
  });
});

describe('behind a proxy that ends TLS', () => {
  const HEADER = { clientCertificateHeader: 'Client-Cert' };
  const der = () => one.certificate.replace(/-----.*-----|\s/g, '');
  const forms = {
    'RFC 9440': () => `:${der()}:`,
    'percent-encoded PEM': () => encodeURIComponent(one.certificate),
    'PEM with its slashes and pluses kept': () => encodeURI(one.certificate),
    'base64 DER': der,
  };

  test.each(Object.entries(forms))('RES-101 the certificate is read from the header: %s', async (_form, text) => {
    await using behind = await world({ options: HEADER });
    const token = await tokenFor(one, behind);
    expect((await list({ ...behind, token }, '', { 'client-cert': text() })).status).toBe(200);
  });

  test('RES-101 another certificate, none, or more than one is refused; so is a token bound to none', async () => {
    await using behind = await world({ options: HEADER });
    const token = await tokenFor(one, behind);
    const good = `:${der()}:`;
    const other = encodeURIComponent(two.certificate);
    for (const header of [
      other,
      undefined,
      '',
      'x',
      '::',
      `${good}, ${good}`,
      '%',
      `:${der().slice(0, 400)}:`,
      `${good}x`.repeat(9),
    ]) {
      expect([header, (await list({ ...behind, token }, '', { 'client-cert': header })).status]).toEqual([header, 401]);
    }
    expect((await list(behind, '', { 'client-cert': good })).status).toBe(401);
  });

  test('RES-101 the header says nothing unless it is asked for, nor on a TLS listener', async () => {
    expect((await list({ ...receiver, token: bound }, '', { 'client-cert': `:${der()}:` })).status).toBe(401);
    await using behind = await world({ options: { ...HEADER, tlsPort: 0 } });
    const headers = { ...headersFor(await tokenFor(one, behind)), 'client-cert': `:${der()}:` };
    const { url, ca } = behind.bank.tls!;
    expect((await callTls(`${url}${LIST}`, { ca }, { headers })).status).toBe(401);
    expect((await callTls(`${url}${LIST}`, { ca, client: two }, { headers })).status).toBe(401);
  });

  test('off loopback it takes --trust-proxy-certificate', async () => {
    const settings = { host: '0.0.0.0', ...HEADER };
    const error = await thrownBy(opened(settings));
    expect([error, String(error)]).toEqual([
      expect.any(UsageError),
      expect.stringMatching(/--client-certificate-header on 0\.0\.0\.0 .*--trust-proxy-certificate/),
    ]);
    await using open = await opened({ ...settings, trustProxyCertificate: 'true' });
    expect(open.bank.url).toMatch(/^http:/);
  });
});
