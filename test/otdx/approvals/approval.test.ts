import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { APPROVAL_EVENTS, APPROVAL_STATES, may } from '../../../src/otdx/approvals/machine.js';
import { AMOUNTS, approvalOf, CNPJS, RELEASED } from '../administrator.js';
import { openWorld, PORTFOLIO } from '../world.js';

const world = await openWorld();
afterAll(() => world.close());
beforeEach(() => world.begin());

const approve = (date: string, changes?: object) => world.ana.call('POST', '/nav/approval', approvalOf(date, changes));
const list = async (query = '') => (await world.ana.call('GET', `/nav/approval/all${query}`)).body;

describe('POST /nav/approval', () => {
  test('OTD-APR-04 OTD-APR-05 takes the six fields printed, and gives a hashtask of its own', async () => {
    const first = await approve('2026-03-02');
    const second = await approve('2026-03-03');
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.body.hashtask).toMatch(/^[0-9a-f]{32}$/);
    expect(second.body.hashtask).not.toBe(first.body.hashtask);
  });

  test('OTD-APR-02 only the oldest released day without approval; anything else is told which', async () => {
    const early = await approve('2026-03-03');
    expect([early.status, early.body.detail]).toEqual([409, expect.stringMatching(/fora de ordem.*2026-03-02/)]);
    await approve('2026-03-02');
    const again = await approve('2026-03-02');
    expect([again.status, again.body.detail]).toEqual([409, expect.stringMatching(/já está aprovada.*2026-03-03/)]);
    expect((await list()).total_items).toBe(1);
  });

  test('OTD-APR-01 only what the controller released', async () => {
    for (const date of ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05']) await approve(date);
    const answer = await approve('2026-03-06');
    expect([answer.status, answer.body.detail]).toEqual([
      409,
      expect.stringMatching(/2026-03-06 não foi liberada. Nenhuma cota liberada aguarda/),
    ]);
  });

  test('OTD-APR-02 names the day to come where nothing waits, the first of the service included', async () => {
    for (const date of ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05']) await approve(date);
    expect((await approve('2026-03-09')).body.detail).toMatch(/a próxima será a de 2026-03-06\./);
    await world.begin({ days: [], portfolio: { serviceStart: '2026-02-14' } });
    // Saturday, then Carnival until Tuesday.
    expect((await approve('2026-03-02')).body.detail).toMatch(/a próxima será a de 2026-02-18\./);
  });

  test('OTD-APR-01 a quota released for later is not there before', async () => {
    await world.begin({ days: [] });
    await world.bank.otdx.release('43421', { date: '2026-03-02', ...RELEASED, at: 'PT1H' });
    expect((await approve('2026-03-02')).status).toBe(409);
    await world.bank.clock.advance('PT1H');
    expect((await approve('2026-03-02')).status).toBe(200);
  });

  test('OTD-APR-02 each quota type has an order of its own', async () => {
    await world.begin({ portfolio: { quotaTypes: ['F', 'A'] }, days: [] });
    for (const quotaType of ['F', 'A'])
      for (const date of ['2026-03-02', '2026-03-03'])
        await world.bank.otdx.release('43421', { date, quotaType, ...RELEASED });
    expect((await approve('2026-03-02')).status).toBe(200);
    expect((await approve('2026-03-03', { tipoCota: 'A' })).status).toBe(409);
    expect((await approve('2026-03-02', { tipoCota: 'A' })).status).toBe(200);
    expect((await approve('2026-03-03')).status).toBe(200);
  });

  test('OTD-APR-02 two approvals at once make one', async () => {
    const answers = await Promise.all([approve('2026-03-02'), approve('2026-03-02')]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(1);
  });
});

describe('a wrong approval is refused with its field, and nothing is stored', () => {
  const LONG = '9'.repeat(19);
  test.each([
    ['OTD-CAL-01 a Saturday', 'dataTargetAprovacao', '2026-03-07', /não é dia útil: sábado/],
    ['OTD-CAL-01 a Sunday', 'dataTargetAprovacao', '2026-03-08', /não é dia útil: domingo/],
    ['OTD-CAL-01 a bank holiday', 'dataTargetAprovacao', '2026-04-03', /não é dia útil: Sexta-Feira Santa/],
    ['a year nobody knows', 'dataTargetAprovacao', '2199-03-01', /calendário/],
    [
      'OTD-APR-02 a day before the start of service',
      'dataTargetAprovacao',
      '2026-02-27',
      /início do serviço.*2026-03-02/,
    ],
    ['a day that does not exist', 'dataTargetAprovacao', '2026-02-30', /AAAA-MM-DD/],
    ['a day in another spelling', 'dataTargetAprovacao', '02/03/2026', /AAAA-MM-DD/],
    ['an unknown type', 'tipoCota', 'X', /não tem cota do tipo "X"; tem: F/],
    ['OTD-APR-16 a comma', 'valorCotaAprovada', '168,66', /ponto/],
    ['OTD-APR-16 separated thousands', 'plAprovado', '607.179.353,40', /ponto/],
    ['OTD-APR-16 a negative', 'plAprovado', '-1.00', /negativo/],
    ['OTD-APR-16 too many places', 'plAprovado', '1.001', /mais de 2 casas/],
    ['OTD-APR-16 too many places', 'valorCotaAprovada', '1.123456789', /mais de 8 casas/],
    ['OTD-APR-16 a word', 'quantidadeAprovada', 'muitas', /número decimal/],
    ['OTD-APR-16 an exponent', 'quantidadeAprovada', '1e5', /número decimal/],
    ['OTD-APR-16 a number that is no text', 'valorCotaAprovada', 168.66, /como texto/],
    ['OTD-APR-16 too many digits', 'quantidadeAprovada', LONG, /18 dígitos/],
    ['OTD-APR-04 an empty text', 'plAprovado', '', /em branco/],
    ['OTD-APR-04 null', 'codigoCarteira', null, /nulo/],
    ['OTD-APR-04 nothing', 'tipoCota', undefined, /obrigatório/],
    ['OTD-APR-04 a list', 'codigoCarteira', ['43421'], /string/],
  ])('%s in %s', async (_what, field, value, words) => {
    const { status, body } = await approve('2026-03-02', { [field]: value });
    expect([status, body]).toEqual([400, { [field]: [expect.stringMatching(words)] }]);
    expect((await list()).total_items).toBe(0);
  });

  test('OTD-APR-04 every one of the six fields is compulsory', async () => {
    for (const field of Object.keys(approvalOf('2026-03-02'))) {
      const { status, body } = await approve('2026-03-02', { [field]: undefined });
      expect([field, status, body]).toEqual([field, 400, { [field]: ['Este campo é obrigatório.'] }]);
    }
  });

  test('OTD-APR-04 everything that is wrong is told at once, each with its field', async () => {
    const none = await world.ana.call('POST', '/nav/approval', {});
    expect(Object.keys(none.body)).toEqual(Object.keys(approvalOf('2026-03-02')));
    const { status, body } = await approve('02/03/2026', { valorCotaAprovada: '1,5', plAprovado: null });
    expect([status, body]).toEqual([
      400,
      {
        dataTargetAprovacao: [expect.stringMatching(/AAAA-MM-DD/)],
        valorCotaAprovada: [expect.stringMatching(/ponto/)],
        plAprovado: [expect.stringMatching(/nulo/)],
      },
    ]);
  });

  test('an unknown portfolio', async () => {
    const { status, body } = await approve('2026-03-02', { codigoCarteira: '99999' });
    expect([status, body]).toEqual([404, { detail: 'codigoCarteira: não há carteira "99999".' }]);
  });

  test('a body that is a list', async () => {
    const { status, body } = await world.ana.call('POST', '/nav/approval', []);
    expect([status, body]).toEqual([400, { non_field_errors: ['Um objeto JSON é esperado.'] }]);
  });
});

describe('GET /nav/approval/all', () => {
  test('OTD-APR-10 gives the fields printed, with the spelling printed', async () => {
    const { hashtask } = (await approve('2026-03-02', { quantidadeAprovada: '55600000' })).body;
    const { results } = await list();
    expect(results).toEqual([
      {
        requestHash: hashtask,
        logDataHora: '2026-03-06T09:00:00-03:00',
        logAnalista: 'ana',
        codigoPorfolio: '43421',
        nomePortfolio: 'Fundo Exemplo',
        cnpj: PORTFOLIO.cnpj,
        quoteType: 'F',
        targetDataAprovacao: '2026-03-02',
        valorCotaAprovado: AMOUNTS.valorCotaAprovada,
        plAprovado: AMOUNTS.plAprovado,
        qtdAprovada: '55600000.00000000',
        triggerReprocessamento: 0,
        statusHash: 'APROVADA',
      },
    ]);
  });

  test('OTD-APR-15 the single approval is the same as in the list', async () => {
    const { hashtask } = (await approve('2026-03-02')).body;
    const single = await world.ana.call('GET', `/nav/approval/${hashtask}`);
    expect(single.body).toEqual((await list()).results[0]);
    const unknown = await world.ana.call('GET', '/nav/approval/b333b93b13d1cb720a395be462793d94');
    expect([unknown.status, unknown.body.detail]).toEqual([404, expect.stringContaining('hashtask')]);
  });

  test('OTD-APR-08 has the history of every portfolio of the group, oldest first', async () => {
    await world.bank.otdx.createPortfolio({ ...PORTFOLIO, code: '55555', cnpj: CNPJS[1] });
    await world.bank.otdx.release('55555', { date: '2026-03-02', ...RELEASED });
    await approve('2026-03-02');
    await world.bank.clock.advance('PT1M');
    await approve('2026-03-02', { codigoCarteira: '55555' });
    await world.bank.clock.advance('PT1M');
    await approve('2026-03-03');
    const { results } = await list();
    expect(
      results.map((item: Record<string, string>) => [item['codigoPorfolio'], item['targetDataAprovacao']]),
    ).toEqual([
      ['43421', '2026-03-02'],
      ['55555', '2026-03-02'],
      ['43421', '2026-03-03'],
    ]);
  });

  test('OTD-APR-09 comes in pages, of which an empty list has one', async () => {
    expect(await list('?page=1&page_size=50')).toEqual({
      total_pages: 1,
      total_items: 0,
      current_page: 1,
      results: [],
    });
    for (const date of ['2026-03-02', '2026-03-03', '2026-03-04']) await approve(date);
    const second = await list('?page=2&page_size=2');
    expect(second).toMatchObject({ total_pages: 2, total_items: 3, current_page: 2 });
    expect(second.results.map((item: Record<string, string>) => item['targetDataAprovacao'])).toEqual(['2026-03-04']);
  });

  test.each([
    ['page=0', 400, 'page'],
    ['page=-1', 400, 'page'],
    ['page=um', 400, 'page'],
    ['page=1.5', 400, 'page'],
    ['page=', 400, 'page'],
    ['page=1&page=2', 400, 'page'],
    ['page=99999999999', 400, 'page'],
    ['page_size=0', 400, 'page_size'],
    ['page_size=1001', 400, 'page_size'],
    ['page_size=x', 400, 'page_size'],
    ['page_size=-5', 400, 'page_size'],
    ['page=2', 404, 'page'],
  ])('OTD-APR-09 refuses %s with %i, naming %s', async (query, status, field) => {
    const answer = await world.ana.call('GET', `/nav/approval/all?${query}`);
    expect(answer.status).toBe(status);
    expect(status === 400 ? Object.keys(answer.body) : [answer.body.detail.split(':')[0]]).toEqual([field]);
  });
});

test('an approval moves as its machine says, and no other way', () => {
  const allowed = {
    PENDENTE: ['approve', 'lapse'],
    APROVADA: ['edit', 'delete', 'void'],
    APROVADA_TACITAMENTE: ['void'],
    ANULADA: [],
    EXCLUIDA: [],
  };
  const moves = APPROVAL_STATES.map((state) => [state, APPROVAL_EVENTS.filter((event) => may(state, event))]);
  expect(Object.fromEntries(moves)).toEqual(allowed);
});
