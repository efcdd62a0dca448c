import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { checkAnswer, checkReason, checkRefusal, failuresIn } from '../../src/scenarios/check.js';
import { startTransmissora } from '../../src/index.js';
import { playScenario } from '../../src/scenarios/play.js';
import { inLanguage, type Text } from '../../src/core/text.js';
import type { Expectation, Scenario, Step } from '../../src/scenarios/scenario.js';
import { ANA, NOW, PADARIA } from '../support/receiver.js';

const english = (texts: readonly Text[]): string[] => texts.map((text) => inLanguage(text, 'en'));

const LIST = {
  data: [
    { resourceId: 'conta-1', status: 'AVAILABLE' },
    { resourceId: 'fundo-1', status: 'UNAVAILABLE' },
  ],
  links: { self: 'https://bank.example/resources', next: 'https://bank.example/resources?page=2' },
  meta: { totalRecords: 30, totalPages: 2 },
};
const PRODUCTS = { data: [{ accountId: 'conta-1', brandName: 'fundo-1' }] };
const ERROR = { errors: [{ code: 'RETRY_EXCEDIDO', title: 'Um título.', detail: 'Um detalhe.' }] };

/** An expectation that does not hold, of an answer, and what is said of it. */
const UNMET: readonly (readonly [expected: Omit<Expectation, 'status'>, body: object | undefined, told: string])[] = [
  [{ code: 'PAGE_NOT_FOUND' }, ERROR, 'code: expected PAGE_NOT_FOUND, got RETRY_EXCEDIDO'],
  [{ title: 'Outro.' }, ERROR, 'title: expected Outro., got Um título.'],
  [{ detail: 'Outro.' }, ERROR, 'detail: expected Outro., got Um detalhe.'],
  [{ empty: true }, {}, 'empty: expected true, got false'],
  [{ total: 31 }, LIST, 'total: expected 31, got 30'],
  [{ total: 0 }, undefined, 'total: expected 0, got undefined'],
  [{ pages: 1 }, LIST, 'pages: expected 1, got 2'],
  [{ items: 25 }, LIST, 'items: expected 25, got 2'],
  [{ links: ['self'] }, LIST, 'links: expected self, got next self'],
  [{ links: ['self', 'next', 'last'] }, LIST, 'links: expected last next self, got next self'],
  [{ resources: { 'conta-1': 'UNAVAILABLE' } }, LIST, 'conta-1: expected UNAVAILABLE, got AVAILABLE'],
  [{ resources: { 'conta-2': 'AVAILABLE' } }, LIST, 'conta-2: expected AVAILABLE, got not listed'],
  [{ absent: ['conta-1'] }, LIST, 'conta-1: expected not listed, got AVAILABLE'],
  [{ listed: ['conta-1', 'fundo-1'] }, PRODUCTS, 'fundo-1: expected listed, got not listed'],
  [{ listed: ['conta-1'] }, { data: { accountId: 'conta-1' } }, 'conta-1: expected listed, got not listed'],
  [{ unlisted: ['conta-1', 'fundo-1'] }, PRODUCTS, 'conta-1: expected not listed, got listed'],
  [{ contains: ['conta-1', 'exchanges'] }, PRODUCTS, 'exchanges: expected in the body, got not in the body'],
  [{ contains: ['exchanges'] }, undefined, 'exchanges: expected in the body, got not in the body'],
  [{ lacks: ['conta-1', 'exchanges'] }, PRODUCTS, 'conta-1: expected not in the body, got in the body'],
];

describe('an expectation', () => {
  test.each(UNMET)('%j that does not hold is told', (expected, body, told) => {
    expect(english(failuresIn(checkAnswer({ status: 200, ...expected }, 200, body)))).toEqual([told]);
  });

  test('of another status is told, in both languages', () => {
    expect(failuresIn(checkAnswer({ status: 200 }, 504, ERROR))).toEqual([
      { pt: 'status: esperado 200, veio 504', en: 'status: expected 200, got 504' },
    ]);
  });

  test('of what is in a list or a body is told in both languages, too', () => {
    expect(failuresIn(checkAnswer({ status: 200, listed: ['conta-2'] }, 200, PRODUCTS))).toEqual([
      { pt: 'conta-2: esperado na lista, veio fora da lista', en: 'conta-2: expected listed, got not listed' },
    ]);
  });

  test('that holds in everything is silent', () => {
    const { data, links, meta } = LIST;
    const expected: Expectation = {
      status: 200,
      total: meta.totalRecords,
      pages: meta.totalPages,
      items: data.length,
      links: Object.keys(links).toReversed(),
      resources: { 'conta-1': 'AVAILABLE', 'fundo-1': 'UNAVAILABLE' },
      absent: ['conta-2'],
    };
    expect(failuresIn(checkAnswer(expected, 200, LIST))).toEqual([]);
    expect(failuresIn(checkAnswer({ status: 202, empty: true }, 202, undefined))).toEqual([]);
  });

  test('that holds says what came, in both languages', () => {
    expect(checkAnswer({ status: 200, unlisted: ['conta-2'] }, 200, PRODUCTS)).toEqual([
      { held: true, text: { pt: 'status: 200', en: 'status: 200' } },
      { held: true, text: { pt: 'conta-2: fora da lista', en: 'conta-2: not listed' } },
    ]);
  });

  test('tells everything that does not hold, not only the first', () => {
    expect(failuresIn(checkAnswer({ status: 202, empty: true, total: 1 }, 200, LIST))).toHaveLength(3);
  });

  test('of a refusal looks at status, rule and code', () => {
    const told = failuresIn(
      checkRefusal({ status: 409, rule: 'RES-034', code: 'A' }, 422, { rule: 'RES-033', code: 'B' }),
    );
    expect(english(told)).toEqual([
      'refused: expected 409, got 422',
      'rule: expected RES-034, got RES-033',
      'code: expected A, got B',
    ]);
  });

  test('of an explanation looks at the verdict and the rule', () => {
    const expected = { listed: false, rule: 'RES-010' };
    expect(english(failuresIn(checkReason(expected, { listed: true, rule: 'RES-021' })))).toHaveLength(2);
    expect(english(failuresIn(checkReason(expected, undefined)))).toHaveLength(2);
    expect(failuresIn(checkReason(expected, expected))).toEqual([]);
  });
});

const worldOf = (...steps: Step[]): Scenario => ({
  name: 'walk',
  about: 'A walk.',
  customers: { ana: { ...ANA, resources: [{ id: 'conta-1', type: 'ACCOUNT' }] } },
  consents: { ana: { customer: 'ana', permissions: 'all' } },
  steps,
});

const bank = await startTransmissora({ now: NOW });
const empty = await bank.snapshot();
beforeEach(() => bank.restore(empty));
afterAll(() => bank.close());

async function playedOf(scenario: Scenario): Promise<readonly (readonly string[])[]> {
  const failures: (readonly string[])[] = [];
  for await (const played of playScenario(bank, scenario)) failures.push(english(played.failures));
  return failures;
}

const GET = '/open-banking/resources/v3/resources';

describe('the player', () => {
  test('goes on after a step that failed', async () => {
    const unmet: Step = { get: GET, as: 'ana', expect: { status: 202 } };
    const met: Step = { get: GET, as: 'ana', expect: { status: 200, total: 1 } };
    expect(await playedOf(worldOf(unmet, met))).toEqual([['status: expected 202, got 200'], []]);
  });

  test('tells of a step that is refused, and of one that should have been', async () => {
    const refused: Step = { transition: { resource: 'conta-1', to: 'PENDING_AUTHORISATION' } };
    const done: Step = { transition: { resource: 'conta-1', to: 'UNAVAILABLE' }, refused: { status: 409 } };
    const [first, second] = await playedOf(worldOf(refused, done));
    expect(first).toEqual([expect.stringMatching(/^the step was refused: ACCOUNT conta-1 cannot go from AVAILABLE/)]);
    expect(second).toEqual(['expected to be refused with 409']);
  });

  test('tells of an explanation that is another', async () => {
    const step: Step = { explain: { consent: 'ana', resource: 'conta-1', listed: false, rule: 'RES-010' } };
    expect(await playedOf(worldOf(step))).toEqual([
      ['listed: expected false, got true', 'rule: expected RES-010, got RES-031'],
    ]);
  });

  test('tells of an answer that is not JSON', async () => {
    const step: Step = { get: '/docs/', as: 'ana', expect: { status: 200, total: 1 } };
    expect(await playedOf(worldOf(step))).toEqual([['total: expected 1, got undefined']]);
  });

  test('sends no token where a step names no consent', async () => {
    const open: Step = { get: '/participants', expect: { status: 200, contains: ['accounts'], lacks: ['acounts'] } };
    const closed: Step = { get: GET, expect: { status: 401 } };
    expect(await playedOf(worldOf(open, closed))).toEqual([[], []]);
  });

  test('extends a consent as its customer, and tells of a refusal', async () => {
    const made: Step = { consent: { key: 'outro', customer: 'ana', permissions: 'all' } };
    expect(await playedOf(worldOf(made, { extend: { consent: 'outro' } }))).toEqual([[], []]);
    const endless: Step = { extend: { consent: 'ana' } };
    const again: Step = { extend: { consent: 'ana', expirationDateTime: '2026-09-01T00:00:00Z' } };
    const refused = { status: 422, code: 'DATA_EXPIRACAO_INVALIDA' };
    expect(await playedOf(worldOf(endless, again, { ...again, refused }, { ...endless, refused }))).toEqual([
      [],
      [expect.stringMatching(/^the step was refused: O consentimento informado não pode ser renovado/)],
      [],
      ['expected to be refused with 422'],
    ]);
  });

  test('extends the consent of a company through someone who acts for it', async () => {
    const company: Scenario = {
      ...worldOf({ extend: { consent: 'padaria', expirationDateTime: '2027-03-01T00:00:00Z' } }),
      customers: { padaria: { ...PADARIA } },
      consents: { padaria: { customer: 'padaria', permissions: 'all', expirationDateTime: 'P1M' } },
    };
    expect(await playedOf(company)).toEqual([[]]);
  });

  test('contracts as many as a step counts', async () => {
    const contract: Step = { contract: { customer: 'ana', resource: { id: 'fundo-{n}', type: 'FUND', count: 3 } } };
    const list: Step = {
      get: GET,
      as: 'ana',
      expect: { status: 200, total: 4, resources: { 'fundo-3': 'AVAILABLE' } },
    };
    expect(await playedOf(worldOf(contract, list))).toEqual([[], []]);
  });

  test('tells the time after each step, and what came due on the way', async () => {
    const scenario = worldOf(
      { transition: { resource: 'conta-1', to: 'TEMPORARILY_UNAVAILABLE', at: 'P1D' } },
      { advance: { toNextEvent: true } },
    );
    const told = [];
    for await (const { at, due } of playScenario(bank, scenario)) told.push([at, ...english(due)]);
    expect(told).toEqual([[NOW], ['2026-03-03T12:00:00Z', 'conta-1: AVAILABLE → TEMPORARILY_UNAVAILABLE (RES-032)']]);
  });

  test('throws the refusal of the scenario itself', async () => {
    const twice = { ...worldOf(), customers: { ana: { cpf: '52998224724' } }, consents: {} };
    await expect(playedOf(twice)).rejects.toThrow(/^scenario walk was refused: 400 .*52998224724 is not a valid CPF/);
  });
});
