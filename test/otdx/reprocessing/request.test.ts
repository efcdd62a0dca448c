import { readFileSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { type WorkflowFile, workflowOf } from '../../../src/otdx/workflow.js';
import { WORKFLOW } from '../../../src/paths.js';
import { approvalOf, RELEASED } from '../administrator.js';
import { openWorld } from '../world.js';

const world = await openWorld();
afterAll(() => world.close());

const PATH = '/service/reprocessamento';
const WANTED = { codigoCarteira: '43421', dataReprocessamento: '2026-03-03', motivo: 'Preço de um ativo errado.' };
const base64 = (text: string): string => Buffer.from(text).toString('base64');

let hashtask = '';
beforeEach(async () => {
  await world.begin();
  hashtask = (await world.ana.call('POST', PATH, WANTED)).body.hashtask;
});

const shown = async (which = hashtask) => (await world.ana.call('GET', `${PATH}/${which}`)).body;
const events = async (...names: readonly string[]): Promise<void> => {
  for (const event of names) await world.bank.otdx.reprocess(hashtask, { event });
};
const list = async (path = '/all') => (await world.ana.call('GET', `${PATH}${path}`)).body;
const approve = (date: string) => world.ana.call('POST', '/nav/approval', approvalOf(date));
const approvals = async () => (await world.ana.call('GET', '/nav/approval/all')).body.results;

describe('POST /service/reprocessamento', () => {
  test('OTD-REP-01 registers a request, which OTD-REP-03 shows as requested', async () => {
    expect(hashtask).toMatch(/^[0-9a-f]{32}$/);
    expect(await shown()).toMatchObject({
      hashtask,
      codigoCarteira: '43421',
      nomeCarteira: 'Fundo Exemplo',
      dataReprocessamento: '2026-03-03',
      motivo: WANTED.motivo,
      status: 'SOLICITADO',
      descricaoStatus: 'Solicitado',
      analista: 'ana',
      dataHoraSolicitacao: '2026-03-06T09:00:00-03:00',
      anexos: [],
      editavel: true,
      excluivel: true,
    });
  });

  test.each([
    ['no portfolio', { codigoCarteira: undefined }, 400, 'codigoCarteira'],
    ['no date', { dataReprocessamento: undefined }, 400, 'dataReprocessamento'],
    ['no reason', { motivo: undefined }, 400, 'motivo'],
    ['an empty reason', { motivo: '' }, 400, 'motivo'],
    ['a blank reason', { motivo: ' \n ' }, 400, 'motivo'],
    ['a date in another spelling', { dataReprocessamento: '03/03/2026' }, 400, 'dataReprocessamento'],
    ['a day that does not exist', { dataReprocessamento: '2026-02-30' }, 400, 'dataReprocessamento'],
    ['OTD-CAL-01 a Saturday', { dataReprocessamento: '2026-03-07' }, 400, 'dataReprocessamento'],
    ['a day before the start of service', { dataReprocessamento: '2026-02-27' }, 400, 'dataReprocessamento'],
    ['attachments that are no list', { anexos: 'a' }, 400, 'anexos'],
    ['an unknown portfolio', { codigoCarteira: '99999' }, 404, 'codigoCarteira'],
  ])('refuses %s with its field, and stores nothing', async (_what, changes, status, field) => {
    const answer = await world.ana.call('POST', PATH, { ...WANTED, ...changes });
    expect(answer.status).toBe(status);
    expect(status === 400 ? Object.keys(answer.body) : [answer.body.detail.split(':')[0]]).toEqual([field]);
    expect((await list()).total_items).toBe(1);
  });

  test('refuses what is no JSON, and other kinds of content', async () => {
    const broken = await world.ana.call('POST', PATH, '{"motivo": ');
    const form = await world.ana.call('POST', PATH, 'motivo=a', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect([broken.status, form.status]).toEqual([400, 415]);
  });
});

describe('the workflow', () => {
  test('OTD-REP-08 OTD-REP-11 leads from requested to done, each step with who, when and note', async () => {
    await world.bank.clock.advance('PT1H');
    await world.bank.otdx.reprocess(hashtask, { event: 'analyse', note: 'Vamos olhar.' });
    await events('accept', 'process', 'finish');
    const { status, historico } = await shown();
    expect(status).toBe('CONCLUIDO');
    expect(historico.map((step: Record<string, string>) => [step['status'], step['evento'], step['quem']])).toEqual([
      ['SOLICITADO', 'create', 'ana'],
      ['EM_ANALISE', 'analyse', 'controladoria'],
      ['ACEITO', 'accept', 'controladoria'],
      ['EM_PROCESSAMENTO', 'process', 'controladoria'],
      ['CONCLUIDO', 'finish', 'controladoria'],
    ]);
    expect(historico[1]).toMatchObject({ quando: '2026-03-06T10:00:00-03:00', nota: 'Vamos olhar.' });
  });

  const file: WorkflowFile = parse(readFileSync(WORKFLOW, 'utf8'));
  const workflow = workflowOf(file);

  test('OTD-REP-08 allows exactly the moves of its file', () => {
    const moves = workflow.states.flatMap((state) =>
      workflow.events.flatMap((event) => {
        const to = workflow.next(state, event);
        return to === undefined ? [] : [`${state} ${event} ${to}`];
      }),
    );
    const written = Object.entries(file.events).flatMap(([event, { from, to }]) =>
      from.map((state) => `${state} ${event} ${to}`),
    );
    expect(moves.toSorted()).toEqual(written.toSorted());
  });

  test.each([
    ['a state', { ...file, initial: 'NOWHERE' }, 'no state "NOWHERE"'],
    ['an event', { ...file, delete: 'vanish' }, 'no event "vanish"'],
  ])('OTD-REP-08 a file that names %s it does not have is refused', (_what, wrong, words) => {
    expect(() => workflowOf(wrong)).toThrow(words);
  });

  test('OTD-REP-08 the controller cannot skip a step, nor act for the client', async () => {
    await expect(world.bank.otdx.reprocess(hashtask, { event: 'accept' })).rejects.toMatchObject({
      kind: 'conflict',
      facts: { from: 'SOLICITADO', event: 'accept', allowed: ['analyse', 'refuse'], rule: 'OTD-REP-08' },
    });
    await expect(world.bank.otdx.reprocess(hashtask, { event: 'cancel' })).rejects.toMatchObject({ kind: 'conflict' });
    await expect(world.bank.otdx.reprocess(hashtask, { event: 'jump' })).rejects.toMatchObject({ kind: 'malformed' });
    expect((await shown()).status).toBe('SOLICITADO');
  });
});

describe('PUT /service/reprocessamento/edit', () => {
  const edit = (changes: object) => world.ana.call('PUT', `${PATH}/edit`, { hashtask, ...changes });

  test('OTD-REP-04 adds information, attachments and further data', async () => {
    const anexos = [{ arquivo: base64('prova'), extensao: 'txt' }];
    const { status } = await edit({ motivo: 'Outro motivo.', complemento: 'Ver a nota.', anexos });
    expect(status).toBe(200);
    const { motivo, complementos, anexos: kept, historico } = await shown();
    expect([motivo, complementos, kept.length]).toEqual(['Outro motivo.', ['Ver a nota.'], 1]);
    expect(historico.at(-1)).toMatchObject({ evento: 'edit', quem: 'ana', status: 'SOLICITADO' });
  });

  test('OTD-REP-04 only while the workflow lets it: in analysis yes, once accepted no', async () => {
    await events('analyse');
    expect((await edit({ complemento: 'Mais.' })).status).toBe(200);
    await events('accept');
    const { status, body } = await edit({ complemento: 'Tarde.' });
    expect([status, body.detail]).toEqual([409, expect.stringMatching(/^hashtask: .*aceito/)]);
    expect((await shown()).complementos).toEqual(['Mais.']);
  });

  test('OTD-REP-04 the fields that name it must match, and something must change', async () => {
    expect((await edit({ motivo: 'x', codigoCarteira: '1' })).body).toEqual({ codigoCarteira: [expect.any(String)] });
    expect((await edit({ motivo: 'x', dataReprocessamento: '2026-03-04' })).status).toBe(400);
    expect((await edit({})).body).toEqual({ non_field_errors: [expect.stringContaining('motivo')] });
    expect((await world.ana.call('PUT', `${PATH}/edit`, { motivo: 'x' })).body).toEqual({
      hashtask: [expect.any(String)],
    });
  });

  test('OTD-REP-07 GET on the same path lists those that may still be edited', async () => {
    const other = (await world.ana.call('POST', PATH, { ...WANTED, dataReprocessamento: '2026-03-04' })).body.hashtask;
    await events('analyse', 'accept');
    const { results } = await list('/edit');
    expect(results.map((item: Record<string, string>) => item['hashtask'])).toEqual([other]);
  });
});

describe('GET /service/reprocessamento/all', () => {
  test('OTD-REP-05 has the whole history, or the page asked for', async () => {
    for (const dataReprocessamento of ['2026-03-04', '2026-03-05'])
      await world.ana.call('POST', PATH, { ...WANTED, dataReprocessamento });
    expect(await list()).toMatchObject({ total_pages: 1, total_items: 3, current_page: 1 });
    const page = await list('/all?page=2&page_size=2');
    expect(page).toMatchObject({ total_pages: 2, total_items: 3, current_page: 2 });
    expect(page.results).toHaveLength(1);
    expect((await world.ana.call('GET', `${PATH}/all?page=x`)).status).toBe(400);
  });
});

describe('DELETE /service/reprocessamento/delete/{hashtask}', () => {
  const remove = () => world.ana.call('DELETE', `${PATH}/delete/${hashtask}`);

  test('OTD-REP-06 takes back what nobody has looked at yet; it stays in the history as cancelled', async () => {
    expect((await remove()).body).toMatchObject({ hashtask, status: 'CANCELADO' });
    expect((await list()).results[0]).toMatchObject({ hashtask, status: 'CANCELADO' });
  });

  test('OTD-REP-06 not what is in analysis, done, or deleted already', async () => {
    await events('analyse');
    const { status, body } = await remove();
    expect([status, body.detail]).toEqual([409, expect.stringMatching(/^hashtask: .*em análise/)]);
    await events('refuse');
    expect((await remove()).status).toBe(409);
    expect((await shown()).status).toBe('RECUSADO');
  });
});

describe('what a request means for approvals', () => {
  test('OTD-APR-11 triggerReprocessamento is 1 for its date from the request until it is accepted', async () => {
    for (const date of ['2026-03-02', '2026-03-03', '2026-03-04']) await approve(date);
    const triggers = async () =>
      (await approvals()).map((item: Record<string, number>) => item['triggerReprocessamento']);
    expect(await triggers()).toEqual([0, 1, 0]);
    await events('analyse');
    expect(await triggers()).toEqual([0, 1, 0]);
    await events('accept');
    expect(await triggers()).toEqual([0, 0, 0]);
  });

  test('OTD-APR-11 and 0 again when it is refused', async () => {
    for (const date of ['2026-03-02', '2026-03-03']) await approve(date);
    await events('refuse');
    expect((await approvals()).map((item: Record<string, number>) => item['triggerReprocessamento'])).toEqual([0, 0]);
  });

  test('OTD-REP-09 OTD-APR-03 accepting it makes the approvals from its date on void: again, in order', async () => {
    for (const date of ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05']) await approve(date);
    await expect(world.bank.otdx.release('43421', { date: '2026-03-03', ...RELEASED })).rejects.toMatchObject({
      facts: { rule: 'OTD-APR-03' },
    });
    await events('analyse', 'accept');
    const states = async () => (await approvals()).map((item: Record<string, string>) => item['statusHash']);
    expect(await states()).toEqual(['APROVADA', 'ANULADA', 'ANULADA', 'ANULADA']);
    await world.bank.otdx.release('43421', { date: '2026-03-03', ...RELEASED, value: '169' });
    expect((await approve('2026-03-04')).status).toBe(409);
    for (const date of ['2026-03-03', '2026-03-04', '2026-03-05']) expect((await approve(date)).status).toBe(200);
    expect(await states()).toEqual(['APROVADA', 'ANULADA', 'ANULADA', 'ANULADA', 'APROVADA', 'APROVADA', 'APROVADA']);
  });

  test('OTD-REP-09 a void approval is neither edited nor deleted', async () => {
    await approve('2026-03-02');
    const second = (await approve('2026-03-03')).body.hashtask;
    await events('analyse', 'accept');
    const deleted = await world.ana.call('DELETE', `/nav/approval/delete/${second}`);
    expect([deleted.status, deleted.body.detail]).toEqual([409, expect.stringContaining('anulada')]);
  });

  test('OTD-REP-09 tacit approvals are void too, and silence may approve again only at a later deadline', async () => {
    await world.begin({ portfolio: { liquid: true, deadline: { time: '18:00', businessDaysAfter: 1 } } });
    await world.bank.clock.set({ now: '2026-03-06T20:00:00Z' });
    expect((await approvals()).map((item: Record<string, string>) => item['statusHash'])).toContain(
      'APROVADA_TACITAMENTE',
    );
    hashtask = (await world.ana.call('POST', PATH, { ...WANTED, dataReprocessamento: '2026-03-05' })).body.hashtask;
    await events('analyse', 'accept');
    expect((await approvals()).at(-1)).toMatchObject({ targetDataAprovacao: '2026-03-05', statusHash: 'ANULADA' });
    expect((await approve('2026-03-05')).status).toBe(200);
  });
});
