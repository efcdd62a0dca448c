import { describe, expect, test } from '@jest/globals';
import type { NewFault } from '../../../src/admin/faults.js';
import { type Bank, startTransmissora } from '../../../src/index.js';
import type { Outage } from '../../../src/openfinance/discovery/outage.js';
import { call, NOW } from '../../http/calls.js';

const BASE = '/open-banking/discovery/v2';
const ACCOUNTS = '/open-banking/accounts/v2/accounts';
const CONSENTS = '/open-banking/consents/v3/consents';
const RESOURCES = '/open-banking/resources/v3/resources';

interface Condition {
  readonly code: string;
  readonly explanation: string;
  readonly detectionTime?: string;
  readonly expectedResolutionTime?: string;
  readonly updateTime?: string;
  readonly unavailableEndpoints?: readonly string[];
}

const bankAt = (now = NOW): Promise<Bank> => startTransmissora({ now, logLevel: 'silent' });

/** What `/status` says. An answer the document does not allow would be a 500. */
async function conditionsOf(bank: Bank): Promise<readonly Condition[]> {
  const { status, body } = await call(`${bank.url}${BASE}/status`);
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return (body.data as unknown as { status: readonly Condition[] }).status;
}

/** The code of each condition, and the paths it names. */
async function seen(bank: Bank): Promise<readonly (readonly [string, readonly string[] | undefined])[]> {
  const conditions = await conditionsOf(bank);
  return conditions.map(({ code, unavailableEndpoints }) => [
    code,
    unavailableEndpoints?.map((url) => url.replace(bank.url, '')),
  ]);
}

const failing = (match: NewFault['match'], more: Partial<NewFault> = {}): NewFault => ({
  match: match ?? {},
  answer: { status: 503 },
  ...more,
});

const outage = (more: Partial<Outage> = {}): Outage => ({
  outageTime: '-PT30M',
  duration: 'PT1H',
  isPartial: false,
  explanation: 'Manutenção.',
  ...more,
});

describe('the status', () => {
  test('DIS-002 is OK alone while nothing is wrong', async () => {
    await using bank = await bankAt();
    expect(await conditionsOf(bank)).toEqual([{ code: 'OK', explanation: expect.any(String) }]);
  });

  test.each<[string, NewFault['answer'], boolean]>([
    ['a status of 500 or more', { status: 500 }, true],
    ['a reset connection', { reset: true }, true],
    ['a delay of 15 seconds', { delay: 'PT15S' }, true],
    ['a delay a receiver waits for', { delay: 'PT14.999S' }, false],
    ['a refusal', { status: 429 }, false],
  ])('DIS-003 of %s: %j', async (_what, answer, isFailure) => {
    await using bank = await bankAt();
    await bank.faults.put([{ match: { api: 'resources' }, answer }]);
    expect(await seen(bank)).toEqual([isFailure ? ['UNAVAILABLE', [RESOURCES]] : ['OK', undefined]]);
  });

  test('DIS-003 is UNAVAILABLE when a whole API fails, PARTIAL_FAILURE when only a part of it does', async () => {
    await using bank = await bankAt();
    const parts: readonly (readonly [NewFault, string, readonly string[] | undefined])[] = [
      [failing({ path: '/open-banking/resources/*' }), 'UNAVAILABLE', [RESOURCES]],
      [failing({ api: 'resources', method: 'GET' }), 'UNAVAILABLE', [RESOURCES]],
      [failing({ path: ACCOUNTS }), 'PARTIAL_FAILURE', [ACCOUNTS]],
      [failing({ path: `${ACCOUNTS}/acc-1/balances` }), 'PARTIAL_FAILURE', [`${ACCOUNTS}/{accountId}/balances`]],
      [failing({ path: `${ACCOUNTS}/acc-1/bal*` }), 'PARTIAL_FAILURE', [`${ACCOUNTS}/{accountId}/balances`]],
      [failing({ api: 'resources' }, { ratio: 0.5 }), 'PARTIAL_FAILURE', [RESOURCES]],
      [failing({ api: 'consents', method: 'DELETE' }), 'PARTIAL_FAILURE', [`${CONSENTS}/{consentId}`]],
      [failing({ path: '/nowhere' }), 'OK', undefined],
      [failing({ api: 'resources', method: 'POST' }), 'OK', undefined],
      [failing({ api: 'resources' }, { ratio: 0 }), 'OK', undefined],
      [failing({ consentId: 'urn:a:b' }), 'OK', undefined],
    ];
    for (const [fault, code, paths] of parts) {
      await bank.faults.put([fault]);
      expect([fault, ...(await seen(bank))]).toEqual([fault, [code, paths]]);
    }
  });

  test('DIS-003 is UNAVAILABLE when several faults together leave nothing of an API, and names each endpoint once', async () => {
    await using bank = await bankAt();
    const [before, after] = [failing({ api: 'consents', method: 'POST' }), failing({ path: `${CONSENTS}/*` })];
    const rest = failing({ api: 'consents' }, { ratio: 0.5 });
    await bank.faults.put([before, rest]);
    expect((await seen(bank)).map(([code]) => code)).toEqual(['PARTIAL_FAILURE']);
    await bank.faults.put([before, rest, after]);
    const [[code, paths = []] = [], ...others] = await seen(bank);
    expect([code, others]).toEqual(['UNAVAILABLE', []]);
    expect(paths).toEqual([...new Set(paths)]);
    expect(paths).toEqual(expect.arrayContaining([CONSENTS, `${CONSENTS}/{consentId}/extends`]));
  });

  test('DIS-003 tells an API that one fault takes down apart from one it only touches', async () => {
    await using bank = await bankAt();
    await bank.faults.put([failing({ path: '/open-banking/*', method: 'POST' }), failing({ api: 'resources' })]);
    expect((await seen(bank)).map(([code, paths]) => [code, paths?.[0]])).toEqual([
      ['UNAVAILABLE', RESOURCES],
      ['PARTIAL_FAILURE', CONSENTS],
    ]);
    await bank.faults.put([failing({ method: 'GET' })]);
    expect((await seen(bank)).map(([code]) => code)).toEqual(['UNAVAILABLE', 'PARTIAL_FAILURE']);
  });

  test('DIS-002 covers every API on offer, and none that is not', async () => {
    await using bank = await bankAt();
    await bank.offer.put({ sells: ['LOAN'] });
    await bank.faults.put([failing({})]);
    const [[code, paths = []] = []] = await seen(bank);
    const families = new Set(paths.map((path) => path.split('/')[2] ?? ''));
    expect([code, [...families].toSorted((one, other) => one.localeCompare(other))]).toEqual([
      'UNAVAILABLE',
      ['consents', 'customers', 'loans', 'resources'],
    ]);
    await bank.faults.put([failing({ api: 'accounts' })]);
    expect(await seen(bank)).toEqual([['OK', undefined]]);
  });

  test('DIS-004 DIS-005 says when a failure was noticed, and expects its end within the hour', async () => {
    await using bank = await bankAt();
    await bank.faults.put([failing({ api: 'resources' })]);
    const times = async () => {
      const [{ detectionTime, expectedResolutionTime } = {} as Condition] = await conditionsOf(bank);
      return [detectionTime, expectedResolutionTime];
    };
    expect(await times()).toEqual([NOW, '2026-03-02T13:00:00Z']);
    await bank.clock.advance('PT59M59S');
    expect(await times()).toEqual([NOW, '2026-03-02T13:00:00Z']);
    await bank.clock.advance('PT1.5S');
    expect(await times()).toEqual([NOW, '2026-03-02T14:00:00Z']);
  });

  test('DIS-006 is SCHEDULED_OUTAGE from the start of an outage (included) to its end (excluded)', async () => {
    await using bank = await bankAt();
    await bank.outages.put([outage({ outageTime: 'PT1H' })]);
    const codes: string[] = [];
    for (const step of ['PT59M59S', 'PT1S', 'PT59M59S', 'PT1S']) {
      await bank.clock.advance(step);
      codes.push(...(await conditionsOf(bank)).map(({ code }) => code));
    }
    expect(codes).toEqual(['OK', 'SCHEDULED_OUTAGE', 'SCHEDULED_OUTAGE', 'OK']);
  });

  test('DIS-006 of an outage says when it ends and, where that is known, what it stops', async () => {
    await using bank = await bankAt();
    await bank.outages.put([outage({ apis: ['resources'], isPartial: true })]);
    expect(await conditionsOf(bank)).toEqual([
      {
        code: 'SCHEDULED_OUTAGE',
        explanation: 'Manutenção.',
        expectedResolutionTime: '2026-03-02T12:30:00Z',
        updateTime: '2026-03-02T11:30:00Z',
        unavailableEndpoints: [`${bank.url}${RESOURCES}`],
      },
    ]);
    await bank.outages.put([outage({ isPartial: true })]);
    expect(await seen(bank)).toEqual([['SCHEDULED_OUTAGE', undefined]]);
    await bank.outages.put([outage()]);
    expect((await seen(bank))[0]?.[1]).toEqual(expect.arrayContaining([ACCOUNTS, RESOURCES]));
  });

  test('DIS-003 has one element per condition, in the order of the codes', async () => {
    await using bank = await bankAt();
    await bank.outages.put([outage(), outage({ apis: ['funds'] })]);
    await bank.faults.put([failing({ path: ACCOUNTS }), failing({ api: 'resources' }), failing({ api: 'loans' })]);
    expect((await seen(bank)).map(([code]) => code)).toEqual([
      'UNAVAILABLE',
      'UNAVAILABLE',
      'PARTIAL_FAILURE',
      'SCHEDULED_OUTAGE',
      'SCHEDULED_OUTAGE',
    ]);
  });

  test('DIS-002 is OK again once a fault struck its last call', async () => {
    await using bank = await bankAt();
    await bank.faults.put([failing({ api: 'resources' }, { times: 1 })]);
    expect((await seen(bank)).map(([code]) => code)).toEqual(['UNAVAILABLE']);
    expect((await fetch(`${bank.url}${RESOURCES}`)).status).toBe(503);
    expect(await seen(bank)).toEqual([['OK', undefined]]);
  });
});
