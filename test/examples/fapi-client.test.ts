import { expect, test } from '@jest/globals';
import { workshop } from './workshop.js';

test('examples/fapi-client registers, is authorised on the page, reads, refreshes and revokes, and breaks no rule', async () => {
  await using shop = await workshop();
  const folder = await shop.open('fapi-client');
  const start = ['start', '--port', '0', '--tls-port', '0', '--store', 'memory', '--certs', 'certs'];
  const server = shop.transmissora(folder, ...start);
  const greeting = await server.printed(/^curl -s --cacert .*\n/m);
  const url = /http:\/\/[^\s/]+/.exec(greeting)?.[0] ?? '';
  const mtls = /TLS with client certificate: (\S+)/.exec(greeting)?.[1] ?? '';
  const client = await shop.run(folder, 'npm', ['start', '--silent', '--', mtls, 'certs', '76109277673']).ended;
  expect([client.code, client.err]).toEqual([0, '']);
  expect(client.out).toMatch(/^registered \S+\nconsent urn:\S+ AWAITING_AUTHORISATION\nauthorised by \S+ urn:brasil:/);
  expect(client.out).toMatch(/^ACCOUNT conta-corrente-1 AVAILABLE$/m);
  expect(client.out).toMatch(/^revoked$/m);
  const grade = await shop.transmissora(folder, 'grade', '--admin', url, '--fail-on', 'warning').ended;
  expect([grade.out.match(/^[✗!].*$/gm), grade.code]).toEqual([null, 0]);
  for (const rule of ['RCV-20', 'RCV-28']) expect(grade.out).toMatch(new RegExp(`^✓ ${rule}`, 'm'));
});
