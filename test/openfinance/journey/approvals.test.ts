import { describe, expect, test } from '@jest/globals';
import { machineClock } from '../../../src/core/clock.js';
import { sealed } from '../../../src/openfinance/journey/secrets.js';
import { CPF } from '../../http/calls.js';
import { ANA, BRUNO } from '../../support/receiver.js';
import { textIn, Visitor } from './browser-like.js';
import { SECRET, type Stage, stage } from './stage.js';

const LIST = '/journey/approvals';
const RESOURCES = [
  { id: 'conta-1', type: 'ACCOUNT', contractedAt: '-P2Y' },
  { id: 'conta-2', type: 'ACCOUNT', contractedAt: '-P2Y', status: 'PENDING_AUTHORISATION' },
  { id: 'emprestimo-1', type: 'LOAN', contractedAt: '-P2Y', status: 'PENDING_AUTHORISATION' },
] as const;

/** A consent that its customer has confirmed, and that waits for others. */
async function confirmed(): Promise<Stage> {
  const it = await stage({ resources: RESOURCES });
  await it.bank.consents.authorise(it.consentId);
  return it;
}

/** What the person with that CPF is shown. */
async function entered(
  { visitor, consentId }: Stage,
  cpf = BRUNO.cpf,
  path = `${LIST}/${encodeURIComponent(consentId)}`,
) {
  const { text } = await visitor.get(path);
  const { location } = await visitor.submit(text, 'login', 'continue', { cpf: [cpf] });
  return visitor.get(location ?? '');
}

const statusesOf = async ({ bank, consentId }: Stage) =>
  Object.fromEntries(
    (await bank.consents.resources(consentId)).resources.map(({ resourceId, status }) => [resourceId, status]),
  );

describe('a co-approver', () => {
  test('RES-044 sees what waits in the consent, for whom, and until when', async () => {
    await using it = await confirmed();
    const { status, text } = await entered(it);
    expect([status, textIn(text, 'person')]).toEqual([200, '111.444.777-35']);
    expect([...text.matchAll(/id="decision-([\w-]+)"/g)].map(([, id]) => id)).toEqual(['conta-2', 'emprestimo-1']);
    expect(textIn(text, 'decision-conta-2')).toContain('Aprovar até 17 de março de 2026 às 09:00');
    expect(text).toContain('<dd>Receptora Um</dd>');
    expect(text).toContain('<dd>Helena Prado</dd>');
  });

  test('RES-035 approves: the resource is AVAILABLE in this consent, and waits no more', async () => {
    await using it = await confirmed();
    const { text } = await entered(it);
    const done = await it.visitor.submit(text, 'decision-conta-2', 'approve-conta-2');
    expect([done.status, textIn(done.text, 'news')]).toEqual([200, 'Aprovado: já está no compartilhamento.']);
    expect([...done.text.matchAll(/id="decision-([\w-]+)"/g)].map(([, id]) => id)).toEqual(['emprestimo-1']);
    expect(await statusesOf(it)).toMatchObject({ 'conta-2': 'AVAILABLE', 'emprestimo-1': 'PENDING_AUTHORISATION' });
  });

  test('RES-033 refuses: the resource is UNAVAILABLE in this consent', async () => {
    await using it = await confirmed();
    const { text } = await entered(it);
    const done = await it.visitor.submit(text, 'decision-conta-2', 'refuse-conta-2');
    expect(textIn(done.text, 'news')).toContain('Não aprovado');
    expect(await statusesOf(it)).toMatchObject({ 'conta-2': 'UNAVAILABLE' });
  });

  test('RES-045 comes too late after fifteen days', async () => {
    await using it = await confirmed();
    await it.bank.clock.advance('P14DT23H');
    const { text } = await entered(it);
    await it.bank.clock.advance('PT1H');
    const late = await it.visitor.submit(text, 'decision-conta-2', 'approve-conta-2');
    expect([late.status, textIn(late.text, 'news')]).toEqual([409, expect.stringContaining('Não espera mais')]);
    expect(await statusesOf(it)).toMatchObject({ 'conta-2': 'UNAVAILABLE' });
  });

  test('RES-034 decides once: who decides again is told so, whatever they say', async () => {
    await using it = await confirmed();
    const { text } = await entered(it);
    await it.visitor.submit(text, 'decision-conta-2', 'approve-conta-2');
    const again = await it.visitor.submit(text, 'decision-conta-2', 'refuse-conta-2');
    expect([again.status, await statusesOf(it)]).toMatchObject([409, { 'conta-2': 'AVAILABLE' }]);
  });

  test('RES-044 is somebody else than who confirmed', async () => {
    await using it = await confirmed();
    const others = (await entered(it)).text;
    const own = await entered({ ...it, visitor: new Visitor(it.url) }, CPF);
    expect(textIn(own.text, 'nothing')).toContain('Foi este CPF que confirmou');
    expect(own.text).not.toContain('decision-conta-2');
    // The form of another person's page, sent by whoever confirmed.
    const visitor = new Visitor(it.url);
    const own2 = await entered({ ...it, visitor }, CPF);
    const [token = ''] = /(?<=name="token" value=")[^"]*/.exec(own2.text) ?? [];
    const forged = await visitor.submit(others, 'decision-conta-2', 'approve-conta-2', { token: [token] });
    expect([forged.status, await statusesOf(it)]).toMatchObject([403, { 'conta-2': 'PENDING_AUTHORISATION' }]);
  });

  test('PRD-014 approves who the customer is, too', async () => {
    await using it = await stage();
    await it.bank.scenarios.load({
      name: 'shared-registration',
      about: 'A customer whose registration data have several owners.',
      customers: { ana: { ...ANA, registration: { status: 'PENDING_AUTHORISATION' } } },
      consents: { ana: { customer: 'ana', permissions: 'all' } },
    });
    const { text } = await entered(it, BRUNO.cpf, LIST);
    const [, id = ''] = /id="approve-(of-\d+)"/.exec(text) ?? [];
    expect(textIn(text, `name-${id}`)).toBe('Dados cadastrais');
    const done = await it.visitor.submit(text, `decision-${id}`, `approve-${id}`);
    expect([textIn(done.text, 'news'), done.text.includes('name-of-')]).toEqual([
      expect.stringContaining('Aprovado'),
      false,
    ]);
  });

  test('sees all that waits, and leaves', async () => {
    await using it = await confirmed();
    const { text } = await entered(it, BRUNO.cpf, LIST);
    expect(text).toContain('decision-conta-2');
    const { location } = await it.visitor.submit(text, 'leave-form', 'leave');
    expect(textIn((await it.visitor.get(location ?? '')).text, 'title')).toBe('Quem vai aprovar');
  });

  test.each(['', '123', '76109277674'])('with the CPF %j is not let in', async (cpf) => {
    await using it = await confirmed();
    const { text } = await it.visitor.get(LIST);
    const refused = await it.visitor.submit(text, 'login', 'continue', { cpf: [cpf] });
    expect([refused.status, textIn(refused.text, 'cpf-error')]).toEqual([422, expect.stringContaining('CPF')]);
  });
});

describe('the approvals', () => {
  test.each(['nothing', 'urn:x:%F0%9F%98%80', 'urn:transmissora:nobody', '../style.css', 'a/b'])(
    'of a consent called %j are a page, not an error',
    async (name) => {
      await using it = await confirmed();
      await entered(it);
      const { status, text } = await it.visitor.get(`${LIST}/${name}`);
      expect([200, 404]).toContain(status);
      if (!name.includes('/')) expect(textIn(text, 'nothing')).toContain('nada à espera');
      expect(it.bugs).toEqual([]);
    },
  );

  test('take no form of another browser, or of nobody’s', async () => {
    await using it = await confirmed();
    const { text } = await entered(it);
    const stranger = new Visitor(it.url);
    for (const form of ['decision-conta-2', 'leave-form']) {
      const button = form === 'leave-form' ? 'leave' : 'approve-conta-2';
      expect((await stranger.submit(text, form, button)).status).toBe(403);
      expect((await it.visitor.submit(text, form, button, { token: [] })).status).toBe(403);
    }
    expect(await statusesOf(it)).toMatchObject({ 'conta-2': 'PENDING_AUTHORISATION' });
  });

  test('believe no session but those we gave, and for an hour', async () => {
    await using it = await confirmed();
    const forged = Buffer.from(`x ${BRUNO.cpf} 9999999999999`).toString('base64url');
    const expired = sealed(SECRET, `x ${BRUNO.cpf} ${machineClock.now() - 1}`);
    for (const cookie of [`${forged}.`, `${forged}.AAAA`, forged, '.', '', expired]) {
      const response = await fetch(it.url + LIST, { headers: { cookie: `transmissora_approver=${cookie}` } });
      expect(textIn(await response.text(), 'title')).toBe('Quem vai aprovar');
    }
    const current = sealed(SECRET, `x ${BRUNO.cpf} ${machineClock.now() + 60_000}`);
    const known = await fetch(it.url + LIST, { headers: { cookie: `transmissora_approver=${current}` } });
    expect(textIn(await known.text(), 'person')).toBe('111.444.777-35');
    const { headers } = await new Visitor(it.url).get(LIST);
    expect(headers.get('set-cookie')).toMatch(/; Path=\/journey; Max-Age=3600; HttpOnly; SameSite=Lax$/);
  });

  test('are served by the bank itself, with their style sheet', async () => {
    await using it = await confirmed();
    const visitor = new Visitor(it.bank.url);
    expect((await entered({ ...it, visitor })).text).toContain('decision-conta-2');
    const { headers, status } = await visitor.get('/journey/style.css');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8']);
  });
});
