import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { UnreachableError } from '../../src/cli/admin-client.js';
import { program } from '../../src/cli/program.js';
import { UsageError } from '../../src/core/errors.js';
import { type Bank, startTransmissora } from '../../src/index.js';
import { freePort } from './command.js';
import { paperTerminal } from './terminal.js';

const ANA = '52998224725';
const BRUNO = '11144477735';

let bank: Bank;
beforeAll(async () => {
  bank = await startTransmissora({ now: '2026-03-02T12:00:00Z' });
  for (const cpf of [ANA, BRUNO]) await bank.customers.create({ cpf });
  await bank.resources.create(ANA, { type: 'ACCOUNT', resourceId: 'acc-ana' });
});
afterAll(() => bank.close());

/** What `transmissora token` writes. */
async function token(...args: string[]): Promise<{ out: string; err: readonly string[] }> {
  const terminal = paperTerminal();
  await program(terminal, '1.2.3').parseAsync(['token', '--admin', bank.url, ...args], { from: 'user' });
  return { out: terminal.out.join('\n'), err: terminal.err };
}

const readList = async (accessToken: string): Promise<number> =>
  (
    await fetch(`${bank.url}/open-banking/resources/v3/resources`, {
      headers: {
        authorization: `Bearer ${accessToken}`,
        'x-fapi-interaction-id': '73cac523-d3ae-2289-b106-330a6218710d',
      },
    })
  ).status;

const consentOf = (customerId: string) => bank.consents.create({ customerId, permissions: 'all' });

describe('transmissora token', () => {
  test('prints nothing but a token, and notes for which consent: the newest that is authorised', async () => {
    await consentOf(ANA);
    const { consentId } = await consentOf(ANA);
    await bank.consents.create({ customerId: ANA, permissions: 'all', authorise: false });
    const { out, err } = await token('--customer', ANA);
    expect(err).toEqual([consentId]);
    expect(out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(await readList(out)).toBe(200);
  });

  test('takes a consent by its id, and then notes nothing', async () => {
    const { consentId } = await consentOf(ANA);
    const { out, err } = await token('--consent', consentId);
    expect([await readList(out), err]).toEqual([200, []]);
  });

  test('prints the whole answer as JSON, with the scopes, client and life asked for', async () => {
    const { consentId } = await consentOf(ANA);
    const { out } = await token(
      '--consent',
      consentId,
      '--json',
      '--expires-in',
      '60',
      '--scope',
      'resources',
      '--client',
      'me',
    );
    expect(JSON.parse(out)).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 60,
      scope: `resources consent:${consentId}`,
    });
  });

  test('gives client credentials, which belong to no consent', async () => {
    const { out } = await token('--client-credentials', '--json');
    expect(JSON.parse(out)).toMatchObject({ scope: 'consents' });
  });

  test('asks the transmitter with the admin token it is given', async () => {
    await using guarded = await startTransmissora({ adminToken: 's3cret' });
    const ask = (...args: string[]) => token('--admin', guarded.url, '--client-credentials', ...args);
    expect((await ask('--admin-token', 's3cret')).out).toMatch(/\./);
    await expect(ask()).rejects.toThrow(
      new UsageError(`${guarded.url} refused: send Authorization: Bearer with the admin token`),
    );
  });

  test.each([
    [['--expires-in', 'soon'], '--expires-in is "soon"; allowed: a whole number of seconds from 1'],
    [['--expires-in', '0'], '--expires-in is "0"; allowed: a whole number of seconds from 1'],
    [['--consent', 'urn:nobody:1'], 'refused: there is no consent urn:nobody:1'],
    [['--customer', BRUNO], `there is no authorised consent of ${BRUNO} at http`],
    [['--admin', 'nowhere'], '--admin is "nowhere"; allowed: an address such as http://127.0.0.1:3000'],
  ])('says in one line what is wrong with %j', async (args, message) => {
    await consentOf(ANA);
    const error = await token(...args).catch((thrown: unknown) => thrown as Error);
    expect(error).toBeInstanceOf(UsageError);
    expect((error as Error).message).toContain(message);
    expect((error as Error).message).not.toMatch(/\n/);
  });

  test('says that nothing answers where nothing does', async () => {
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    const error = await token('--admin', nowhere).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnreachableError);
    expect(error).toMatchObject({
      message: `nothing answers at ${nowhere} (ECONNREFUSED); start it with transmissora start, or name another with --admin`,
    });
  });

  test('says that what answers is something else', async () => {
    const other = createServer((_req, res) => void res.end('<html>')).listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const error = await token('--admin', url).catch(String);
    other.close();
    other.closeAllConnections();
    expect(error).toBe(`UsageError: ${url} is not a transmissora: it answered something other than JSON`);
  });
});
