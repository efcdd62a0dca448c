import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Bank, startTransmissora } from '../../src/index.js';
import { admin, NOW } from '../support/receiver.js';

let bank: Bank;
beforeEach(async () => {
  bank = await startTransmissora({ now: NOW });
});
afterEach(() => bank.close());

const put = (...faults: readonly object[]) => admin(bank, 'PUT', '/faults', faults);
const sentences = async (...faults: readonly object[]) =>
  ((await put(...faults)).body as unknown as { explanation: object }[]).map(({ explanation }) => explanation);

describe('faults', () => {
  test('are put, shown in order, replaced and taken back', async () => {
    expect((await admin(bank, 'GET', '/faults')).body).toEqual([]);
    const wanted = { match: { api: 'resources' }, answer: { status: 503, headers: { 'retry-after': '5' } }, times: 2 };
    const { status, body } = await put(wanted, { answer: { delay: 'PT1S' }, ratio: 0.5 });
    expect(status).toBe(200);
    expect(body).toEqual([
      { id: 'fault-1', ...wanted, since: NOW, explanation: expect.anything() },
      { id: 'fault-2', match: {}, answer: { delay: 'PT1S' }, ratio: 0.5, since: NOW, explanation: expect.anything() },
    ]);
    expect((await admin(bank, 'GET', '/faults')).body).toEqual(body);
    await put({ answer: { reset: true } });
    expect(await bank.faults.get()).toHaveLength(1);
    expect((await admin(bank, 'DELETE', '/faults')).status).toBe(204);
    expect(await bank.faults.get()).toEqual([]);
  });

  test('and outages are refused for an API that is not served, with those that are, and change nothing', async () => {
    await put({ match: { api: 'loans' }, answer: { status: 503 } });
    const fault = await put(
      { match: { api: 'loans' }, answer: { reset: true } },
      { match: { api: 'loan' }, answer: { status: 500 } },
    );
    const outage = await admin(bank, 'PUT', '/outages', {
      outages: [{ outageTime: 'PT1H', duration: 'PT1H', isPartial: true, explanation: 'x', apis: ['funds', 'found'] }],
    });
    expect([fault, outage].map(({ status, body }) => [status, body['field']])).toEqual([
      [400, '[1].match.api'],
      [400, 'outages[0].apis[1]'],
    ]);
    for (const { body } of [fault, outage]) {
      expect(body['allowed']).toEqual(expect.arrayContaining(['resources', 'consents', 'loans', 'discovery']));
    }
    expect(await bank.faults.get()).toEqual([expect.objectContaining({ answer: { status: 503 } })]);
    expect(await bank.outages.get()).toEqual({ outages: [] });
  });

  test('say what they do, in a sentence of each language', async () => {
    expect(
      await sentences(
        { answer: { status: 503 } },
        {
          match: { api: 'accounts', method: 'GET', path: '/open-banking/accounts/*', consentId: 'urn:a:b' },
          answer: { delay: 'PT2S' },
          ratio: 0.255,
          times: 3,
        },
        { match: { path: '/participants' }, answer: { reset: true } },
        { answer: { truncate: 8 } },
      ),
    ).toEqual([
      { pt: 'Todas as chamadas recebem 503.', en: 'All calls are answered 503.' },
      {
        pt:
          'As chamadas GET à API accounts a caminhos que começam com /open-banking/accounts/ com o consentimento urn:a:b ' +
          'esperam PT2S antes de seguir em 25,5% dos casos, mais 3 vez(es).',
        en:
          'Calls GET to the API accounts on paths that begin with /open-banking/accounts/ with the consent urn:a:b ' +
          'wait PT2S before they go on in 25.5% of cases, 3 more time(s).',
      },
      {
        pt: 'As chamadas a /participants têm a conexão derrubada.',
        en: 'Calls on /participants have their connection reset.',
      },
      {
        pt: 'Todas as chamadas têm a resposta cortada depois de 8 byte(s).',
        en: 'All calls have their answer cut after 8 byte(s).',
      },
    ]);
  });

  test.each([
    ['[0].answer', { answer: {} }],
    ['[0].answer', { answer: { status: 503, delay: 'PT1S' } }],
    ['[0].answer', { answer: { reset: true, body: 'x' } }],
    ['[0].answer.delay', { answer: { delay: 'PT60.001S' } }],
    ['[0].answer.delay', { answer: { delay: '-PT1S' } }],
    ['[0].answer.delay', { answer: { delay: 'soon' } }],
    ['[0].answer.headers.x y', { answer: { status: 503, headers: { 'x y': '1' } } }],
    ['[0].answer.headers.x-a', { answer: { status: 503, headers: { 'x-a': 'a\nb' } } }],
    ['[0].answer.headers.Content-Length', { answer: { status: 503, headers: { 'Content-Length': '1' } } }],
    ['[0].match.path', { match: { path: 'open-banking' }, answer: { status: 503 } }],
    ['[0].match.path', { match: { path: '/a?b=c' }, answer: { status: 503 } }],
  ])('with a wrong %s are refused as a whole', async (field, fault) => {
    await put({ answer: { status: 500 } });
    const { status, body } = await put(fault, { answer: { status: 503 } });
    expect([status, body['field']]).toEqual([400, field]);
    expect(String(body['detail'])).toContain(field);
    expect((await bank.faults.get()).map(({ answer }) => answer)).toEqual([{ status: 500 }]);
  });

  test('may wait up to PT60S', async () => {
    expect((await put({ answer: { delay: 'PT60S' } }, { answer: { delay: 'PT0S' } })).status).toBe(200);
  });
});

describe('outages', () => {
  const outage = { outageTime: 'P1D', duration: 'PT1H', isPartial: false, explanation: 'Manutenção.' };

  test('may name the APIs they concern', async () => {
    await admin(bank, 'PUT', '/outages', { outages: [{ ...outage, apis: ['accounts'] }] });
    const { outages } = await bank.outages.get();
    expect(outages).toEqual([{ ...outage, outageTime: '2026-03-03T12:00:00Z', apis: ['accounts'] }]);
    await bank.outages.clear();
    expect(await bank.outages.get()).toEqual({ outages: [] });
  });

  test('that end beyond the calendar are refused by name', async () => {
    const { status, body } = await admin(bank, 'PUT', '/outages', {
      outages: [{ ...outage, outageTime: '2999-12-31T00:00:00Z', duration: 'P1Y' }],
    });
    expect([status, body['field']]).toEqual([400, 'outages[0].duration']);
  });
});
