import { request as httpRequest } from 'node:http';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Bank, type BankOptions, type Scenario, startTransmissora, UsageError } from '../src/index.js';
import { scratchFolder } from './store/scratch.js';

const CPF = '52998224725';
const NOON = '2026-03-02T12:00:00Z';

const SCENARIO: Scenario = {
  name: 'one-account',
  about: 'A customer with an account.',
  clock: { now: NOON },
  customers: { ana: { cpf: CPF, resources: [{ id: 'acc-1', type: 'ACCOUNT' }] } },
  consents: { ana: { customer: 'ana', permissions: 'all' } },
};

/** What a receiver reads with this token. */
async function resources({ url }: Bank, accessToken: string | undefined) {
  const response = await fetch(`${url}/open-banking/resources/v3/resources`, {
    headers: {
      authorization: `Bearer ${accessToken}`,
      'x-fapi-interaction-id': '73cac523-d3ae-2289-b106-330a6218710d',
    },
  });
  const text = await response.text();
  const body: { data?: { resourceId: string; status: string }[] } = text === '' ? {} : JSON.parse(text);
  return { status: response.status, ids: body.data?.map(({ resourceId }) => resourceId), data: body.data };
}

const complaint = (options: unknown): Promise<unknown> =>
  startTransmissora(options as BankOptions).then(
    async (bank) => {
      await bank.close();
      return 'it started';
    },
    (error: unknown) => error,
  );

describe('starting a bank', () => {
  test('takes three lines', async () => {
    const bank = await startTransmissora({ scenario: 'ready-at-once' });
    const { status } = await resources(bank, (await bank.token({ consent: 'beatriz' })).access_token);
    await bank.close();
    expect(status).toBe(200);
  });

  test('needs no options: any free port of this machine, nothing on disk, nobody in it', async () => {
    await using bank = await startTransmissora();
    expect(bank.url).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d*$/);
    expect((await fetch(`${bank.url}/readyz`)).status).toBe(200);
    await expect(bank.customers.get(CPF)).rejects.toThrow(`there is no customer ${CPF}`);
  });

  test('takes a scenario as it is, in a file, or several in their order', async () => {
    await using folder = await scratchFolder();
    const file = join(folder.path, 'mine.json');
    await writeFile(file, JSON.stringify(SCENARIO));
    const later: Scenario = { ...SCENARIO, name: 'later', clock: { now: '2027-03-02T12:00:00Z' } };
    const given: readonly BankOptions['scenario'][] = [SCENARIO, file, [later, file], [file, later]];
    const banks = await Promise.all(given.map((scenario) => startTransmissora({ scenario: scenario ?? [] })));
    const clocks = await Promise.all(banks.map(({ clock }) => clock.now()));
    const held = await Promise.all(banks.map(async ({ customers }) => (await customers.get(CPF)).resources.length));
    await Promise.all(banks.map((bank) => bank.close()));
    expect(clocks).toEqual([NOON, NOON, NOON, '2027-03-02T12:00:00Z']);
    expect(held).toEqual([1, 1, 1, 1]);
  });

  test('takes every setting of the command by its key, as text, number or boolean', async () => {
    await using bank = await startTransmissora({ scenario: SCENARIO, strict: true, journalSize: '1', port: 0 });
    const { access_token: token } = await bank.token({ consent: 'ana' });
    await resources(bank, token);
    const refused = await fetch(`${bank.url}/open-banking/resources/v3/resources`);
    expect([refused.status, refused.headers.get('x-transmissora-rule')]).toEqual([401, null]);
    expect(await bank.requests.count()).toEqual({ count: 1, dropped: 1 });
  });

  test('with now, starts a clock that stands still there, unless it is told to run', async () => {
    await using still = await startTransmissora({ now: NOON });
    await using running = await startTransmissora({ now: NOON, frozen: false });
    while ((await running.clock.now()) === NOON) await new Promise((resolve) => setImmediate(resolve));
    expect(await still.clock.now()).toBe(NOON);
  });

  test.each([
    ['an unknown option', { prot: 1 }, /unknown option "prot"; allowed: now, frozen, port, /],
    ['an option every object has', { toString: 'x' }, /unknown option "toString"/],
    ['a port that is none', { port: 'http' }, /^port is "http"; allowed: /],
    ['a number out of range', { maxPageSize: 10 }, /^maxPageSize is "10"; allowed: /],
    ['a store there is not', { store: 'postgres' }, /^store is "postgres"; allowed: /],
    ['a time that is none', { now: 'noon' }, /^now is "noon"; allowed: an instant such as /],
    ['a number for a scenario', { scenario: 42 }, /^scenario is 42; allowed: /],
    ['null for a scenario', { scenario: null }, /^scenario is null; allowed: /],
    ['a list with a hole', { scenario: [undefined] }, /^scenario is undefined; allowed: /],
    ['a scenario there is not', { scenario: 'no-such' }, /^scenario "no-such" does not exist; there are: .*demo/],
    ['a file there is not', { scenario: 'no-such.yaml' }, /^scenario file no-such\.yaml: cannot be read/],
    [
      'a scenario with an unknown key',
      { scenario: { ...SCENARIO, customer: {} } },
      /customer is not a known key; allowed: name, /,
    ],
    ['a scenario without customers', { scenario: { name: 'empty' } }, /scenario/],
  ])('with %s is a TypeError that names what is wrong', async (_what, options, message) => {
    const error = await complaint(options);
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toMatch(message);
  });

  test('with a value that is not allowed is the UsageError the library exports', async () => {
    expect(await complaint({ logLevel: 'loud' })).toBeInstanceOf(UsageError);
  });

  test('with an option that is undefined is as without it', async () => {
    await using bank = await startTransmissora({
      scenario: undefined,
      now: undefined,
      port: undefined,
    } as unknown as BankOptions);
    expect(bank.url).toMatch(/^http:/);
  });
});

describe('a bank', () => {
  test('has a clock that says what came due as it advances', async () => {
    await using bank = await startTransmissora({ scenario: 'preparing-then-ready' });
    expect(await bank.clock.now()).toBe(NOON);
    const { before, after, fired } = await bank.clock.advance('PT6M');
    expect([before, after, await bank.clock.now()]).toEqual([NOON, '2026-03-02T12:06:00Z', '2026-03-02T12:06:00Z']);
    expect(fired).toContainEqual(expect.objectContaining({ at: '2026-03-02T12:01:00Z', event: 'list ready' }));
  });

  test('advances its clock to an instant or to the next event, and never back', async () => {
    await using bank = await startTransmissora({ scenario: 'preparing-then-ready' });
    expect((await bank.clock.advance({ toNextEvent: true })).after).toBe('2026-03-02T12:01:00Z');
    expect((await bank.clock.advance({ to: '2026-03-02T13:00:00Z' })).after).toBe('2026-03-02T13:00:00Z');
    await expect(bank.clock.advance({ to: NOON })).rejects.toThrow('a clock only advances');
    await expect(bank.clock.advance('-PT1S')).rejects.toThrow('a clock only advances');
  });

  test('has as many clocks as there are tests that run side by side', async () => {
    await using bank = await startTransmissora({ now: NOON });
    await bank.customers.create({ cpf: CPF, clock: 'ana' });
    await bank.clockNamed('ana').advance('P1D');
    expect([await bank.clock.now(), await bank.clockNamed('ana').now()]).toEqual([NOON, '2026-03-03T12:00:00Z']);
  });

  test('creates a consent that is authorised, with a token that reads the list', async () => {
    await using bank = await startTransmissora({ now: NOON });
    await bank.customers.create({ cpf: CPF });
    const { resourceId } = await bank.resources.create(CPF, { type: 'ACCOUNT' });
    const { accessToken, status, expiresIn } = await bank.consents.create({ customerId: CPF, permissions: 'all' });
    // As a reader's compiler sees it: there is a token, or there is none.
    const typed: string | undefined = accessToken;
    expect([status, expiresIn]).toEqual(['AUTHORISED', 900]);
    expect(await resources(bank, typed)).toMatchObject({ status: 200, ids: [resourceId] });
  });

  test('creates a consent that awaits authorisation, without a token, when told so', async () => {
    await using bank = await startTransmissora({ now: NOON });
    await bank.customers.create({ cpf: CPF });
    const consent = await bank.consents.create({ customerId: CPF, permissions: 'all', authorise: false });
    expect([consent.status, consent.accessToken]).toEqual(['AWAITING_AUTHORISATION', undefined]);
  });

  test('moves a resource, and the receiver sees it', async () => {
    await using bank = await startTransmissora({ scenario: SCENARIO });
    await bank.resources.transition('acc-1', 'TEMPORARILY_UNAVAILABLE');
    const { access_token: token } = await bank.token({ consent: 'ana' });
    expect((await resources(bank, token)).data).toEqual([
      { resourceId: 'acc-1', type: 'ACCOUNT', status: 'TEMPORARILY_UNAVAILABLE' },
    ]);
  });

  test('refuses what the rules forbid, and changes nothing', async () => {
    await using bank = await startTransmissora({ scenario: SCENARIO });
    await bank.resources.transition('acc-1', 'UNAVAILABLE');
    await expect(bank.resources.transition('acc-1', 'AVAILABLE')).rejects.toMatchObject({ kind: 'conflict' });
    expect((await bank.resources.get('acc-1')).status).toBe('UNAVAILABLE');
  });

  test('gives tokens for the consents of its scenarios by their key, and names the keys there are', async () => {
    await using bank = await startTransmissora({ scenario: SCENARIO });
    expect((await resources(bank, (await bank.token({ consent: 'ana' })).access_token)).ids).toEqual(['acc-1']);
    await expect((async () => bank.token({ consent: 'bia' }))()).rejects.toThrow(
      'no scenario of this bank has a consent "bia"; there are: ana',
    );
  });

  test('loads further scenarios by name, file or as they are; a broken one not at all', async () => {
    await using folder = await scratchFolder();
    await using bank = await startTransmissora();
    const file = join(folder.path, 'mine.json');
    await writeFile(file, JSON.stringify(SCENARIO));
    for (const scenario of ['ready-at-once', file, SCENARIO]) {
      const { consents } = await bank.scenarios.load(scenario);
      expect(Object.values(consents).map(({ accessToken }) => typeof accessToken)).toContain('string');
    }
    await expect(bank.scenarios.load({ ...SCENARIO, customers: { ana: { cpf: '1' } } })).rejects.toThrow(/cpf/);
    expect((await bank.customers.get(CPF)).resources).toHaveLength(1);
  });

  test('goes back to a snapshot, and to what the start loaded', async () => {
    await using bank = await startTransmissora({ scenario: SCENARIO });
    const snapshot = await bank.snapshot();
    await bank.clock.advance('P1Y');
    await bank.resources.transition('acc-1', 'UNAVAILABLE');
    await bank.restore(snapshot);
    expect([await bank.clock.now(), (await bank.resources.get('acc-1')).status]).toEqual([NOON, 'AVAILABLE']);
    await bank.clock.advance('P1D');
    await bank.resources.create(CPF, { type: 'LOAN', resourceId: 'loan-1' });
    await bank.reset();
    expect(await bank.clock.now()).toBe(NOON);
    await expect(bank.resources.get('loan-1')).rejects.toThrow('there is no resource loan-1');
  });

  test('remembers what receivers asked', async () => {
    await using bank = await startTransmissora({ scenario: SCENARIO });
    await resources(bank, (await bank.token({ consent: 'ana' })).access_token);
    const { requests } = await bank.requests.find({ api: 'resources' });
    expect(requests.map(({ status, requestHeaders }) => [status, requestHeaders['authorization']])).toEqual([
      [200, expect.not.stringContaining('.')],
    ]);
    await bank.requests.clear();
    expect((await bank.requests.count()).count).toBe(0);
  });
});

describe('two banks in one process', () => {
  test('share nothing: neither port, nor clock, customers, tokens, offer, journal or scenarios', async () => {
    await using one = await startTransmissora({ scenario: SCENARIO });
    await using other = await startTransmissora({ scenario: { ...SCENARIO, name: 'other' } });
    await one.clock.advance('P1D');
    await one.resources.create(CPF, { type: 'LOAN', resourceId: 'loan-1' });
    await one.resources.transition('acc-1', 'TEMPORARILY_UNAVAILABLE');
    await one.offer.put({ sells: ['LOAN'] });
    const { access_token: token } = await one.token({ consent: 'ana' });
    expect((await resources(one, token)).status).toBe(200);

    expect(other.url).not.toBe(one.url);
    expect(await other.clock.now()).toBe(NOON);
    expect((await other.customers.get(CPF)).resources.map(({ status }) => status)).toEqual(['AVAILABLE']);
    expect((await other.offer.get()).sells).toHaveLength(12);
    expect((await other.requests.count()).count).toBe(0);
    expect((await resources(other, token)).status).toBe(401);
  });
});

describe('closing a bank', () => {
  test('frees its port, and may be asked for twice, at once or later', async () => {
    const bank = await startTransmissora();
    await Promise.all([bank.close(), bank.close()]);
    await bank.close();
    await expect(fetch(`${bank.url}/healthz`)).rejects.toThrow();
    await using again = await startTransmissora({ port: Number(new URL(bank.url).port) });
    expect((await fetch(`${again.url}/healthz`)).status).toBe(200);
  });

  test('happens by itself at the end of an await using block', async () => {
    let url = '';
    {
      await using bank = await startTransmissora();
      url = bank.url;
    }
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });

  test('lets a request under way finish, and takes no new one', async () => {
    const bank = await startTransmissora();
    const body = JSON.stringify({ cpf: CPF });
    const order: string[] = [];
    const outgoing = httpRequest(`${bank.url}/__admin/customers`, {
      method: 'POST',
      agent: false,
      headers: { 'content-type': 'application/json', 'content-length': body.length, expect: '100-continue' },
    });
    // The server has read the head of the request when it says so.
    await new Promise((resolve) => outgoing.once('continue', resolve).flushHeaders());
    const closed = bank.close().then(() => order.push('closed'));
    await expect(fetch(`${bank.url}/healthz`)).rejects.toThrow();
    const answered = new Promise((resolve) =>
      outgoing.once('response', (response) => resolve(response.resume().statusCode)),
    );
    order.push('asked');
    outgoing.end(body);
    expect(await answered).toBe(201);
    await closed;
    expect(order).toEqual(['asked', 'closed']);
  });

  test('a failed start leaves nothing open and nothing behind, and the file can be used', async () => {
    await using folder = await scratchFolder();
    await using first = await startTransmissora();
    const store = `file:${join(folder.path, 'data.json')}`;
    const error = await complaint({ port: new URL(first.url).port, store, scenario: SCENARIO });
    expect(error).toMatchObject({ code: 'EADDRINUSE' });
    expect(await readdir(folder.path)).toEqual([]);
    await using second = await startTransmissora({ store, scenario: SCENARIO });
    expect((await second.customers.get(CPF)).resources).toHaveLength(1);
    const third = await complaint({ store });
    expect(third).toMatchObject({ message: expect.stringMatching(/^store file .*data\.json: process \d+ uses it/) });
  });

  test('a file that a dead process left locked can be used', async () => {
    await using folder = await scratchFolder();
    const file = join(folder.path, 'data.json');
    await writeFile(`${file}.lock`, JSON.stringify({ pid: process.pid, origin: 1 }));
    await using bank = await startTransmissora({ store: `file:${file}`, scenario: SCENARIO });
    expect((await bank.customers.get(CPF)).resources).toHaveLength(1);
  });
});

describe('a bank on a file', () => {
  test('started again finds customers, consents, clocks and first calls as they were', async () => {
    await using folder = await scratchFolder();
    const options = { store: `file:${join(folder.path, 'data.json')}`, scenario: SCENARIO };
    const first = await startTransmissora(options);
    await first.clock.advance('P1D');
    await first.resources.create(CPF, { type: 'LOAN', resourceId: 'loan-1', contractedAt: '-P1Y' });
    const { consentId } = await first.consents.create({ customerId: CPF, permissions: 'all' });
    const before = await first.customers.get(CPF);
    await first.close();

    await using second = await startTransmissora(options);
    expect(await second.customers.get(CPF)).toEqual(before);
    expect(await second.clock.now()).toBe('2026-03-03T12:00:00Z');
    const { access_token: token } = await second.token({ consentId });
    expect((await resources(second, token)).ids?.toSorted()).toEqual(['acc-1', 'loan-1']);
  });

  test('accepts a token issued before, when it is reached by the same public address', async () => {
    await using folder = await scratchFolder();
    const options = { store: `file:${join(folder.path, 'data.json')}`, publicUrl: 'http://mock.example' };
    const first = await startTransmissora({ ...options, scenario: SCENARIO });
    const { access_token: token } = await first.token({ consent: 'ana' });
    await first.close();
    await using second = await startTransmissora(options);
    expect((await resources(second, token)).ids).toEqual(['acc-1']);
  });
});
