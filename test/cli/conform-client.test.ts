import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exitCodeOf, program } from '../../src/cli/program.js';
import { DEMO_KEYS, type House, house } from '../openfinance/authorization/receiver.js';
import { scratchFolder } from '../store/scratch.js';
import { paperTerminal } from './terminal.js';

let bank: House;
let folder: Awaited<ReturnType<typeof scratchFolder>>;
beforeAll(async () => {
  [bank, folder] = await Promise.all([house(), scratchFolder()]);
  const { authority, clients } = bank.opened.running.tls ?? {};
  await file('ca.pem', authority?.certificate ?? '');
  await file('cert.pem', clients?.['client-1']?.certificate ?? '');
  await file('key.pem', clients?.['client-1']?.key ?? '');
});
afterAll(async () => {
  await Promise.all([bank[Symbol.asyncDispose](), folder[Symbol.asyncDispose]()]);
  process.exitCode = undefined;
});

const file = async (name: string, text: string): Promise<string> => {
  const path = join(folder.path, name);
  await writeFile(path, text);
  return path;
};

/** Examined over mTLS by a receiver that identifies itself with the first key of `owner`. */
async function conformAs(owner: string) {
  const { token_endpoint: tokenEndpoint } = bank.metadata.mtls_endpoint_aliases;
  await file('client.jwk', JSON.stringify(DEMO_KEYS[owner]?.keys.find(({ use }) => use === 'sig')));
  const config = await file(
    'conform.yaml',
    JSON.stringify({
      target: bank.mtlsUrl,
      tls: { cert: 'cert.pem', key: 'key.pem', ca: 'ca.pem' },
      client: { clientId: 'receptora-demo', tokenEndpoint, key: 'client.jwk' },
    }),
  );
  const terminal = paperTerminal('en');
  const args = ['conform', '--config', config, '--rule', 'CON-4.3.1', '--rule', 'CON-4.3.2'];
  const exit = await program(terminal, '0')
    .parseAsync(args, { from: 'user' })
    .then(
      () => Number(process.exitCode ?? 0),
      (error: unknown) => exitCodeOf(error, terminal),
    );
  return { exit, last: terminal.out.at(-1), err: terminal.err.join('\n') };
}

test('over mTLS the key of the configuration gets a token from our authorization server, and it is used', async () => {
  expect(await conformAs('client-1')).toEqual({
    exit: 0,
    last: '2 passed, 0 failed, 0 warned, 0 not exercised',
    err: '',
  });
});

test("with another's key there is no token: it ends with 2, in the words of the token endpoint", async () => {
  const { exit, err } = await conformAs('client-2');
  expect(exit).toBe(2);
  expect(err).toMatch(/^no token for receptora-demo: https:.*\/token: 40[01] invalid_client$/);
});
