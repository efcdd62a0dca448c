import { describe, expect, test } from '@jest/globals';
import { CPF } from '../../http/calls.js';
import { BRUNO, PADARIA } from '../../support/receiver.js';
import { textIn } from './browser-like.js';
import { confirmation, HERE, outcomeIn, type Stage, stage } from './stage.js';

const JOINT = [
  { id: 'conta-1', type: 'ACCOUNT', contractedAt: '-P2Y' },
  { id: 'conta-2', type: 'ACCOUNT', contractedAt: '-P2Y', status: 'PENDING_AUTHORISATION' },
  { id: 'cartao-1', type: 'CREDIT_CARD_ACCOUNT', contractedAt: '-P2Y', status: 'TEMPORARILY_UNAVAILABLE' },
  { id: 'emprestimo-1', type: 'LOAN', contractedAt: '-P2Y' },
  { id: 'emprestimo-2', type: 'LOAN', contractedAt: '-P1Y' },
  { id: 'fundo-1', type: 'FUND', contractedAt: '-P1Y' },
] as const;

/** The ids of the boxes of a page, and whether each is ticked. */
const boxesIn = (page: string): Readonly<Record<string, boolean>> =>
  Object.fromEntries(
    [...page.matchAll(/<input type="checkbox"[^>]*value="([^"]*)"([^>]*)>/g)].map(([, id = '', rest = '']) => [
      id,
      rest.includes(' checked'),
    ]),
  );

const statusOf = async ({ bank, consentId }: Stage) => (await bank.consents.get(consentId)).status;
const listed = async ({ bank, consentId }: Stage): Promise<readonly string[]> =>
  (await bank.consents.resources(consentId)).resources.map(({ resourceId }) => resourceId).toSorted();

describe('logging in', () => {
  test('asks for a CPF, and says who wants to know', async () => {
    await using it = await stage({ receiver: 'Receptora Um S.A.' });
    const { status, text } = await it.visitor.get(HERE);
    expect([status, textIn(text, 'receiver')]).toEqual([200, 'Receptora Um S.A.']);
    expect(text).toMatch(/<label [^>]*for="cpf">CPF<\/label>/);
  });

  test.each([
    ['', 'Digite o seu CPF.'],
    ['123', 'O CPF tem 11 números'],
    ['7610927767a', 'O CPF tem 11 números'],
    ['76109277674', 'Este CPF não existe'],
  ])('a CPF written %j is refused in words, and stays to be mended', async (cpf, says) => {
    await using it = await stage();
    const { text } = await it.visitor.get(HERE);
    const refused = await it.visitor.submit(text, 'login', 'continue', { cpf: [cpf] });
    expect(refused.status).toBe(422);
    expect(textIn(refused.text, 'error-summary')).toContain(says);
    expect(textIn(refused.text, 'cpf-error')).toContain(says);
    expect(refused.text).toMatch(/<title>Erro: /);
    expect(refused.text).toContain(`value="${cpf}" aria-describedby="cpf-hint cpf-error" aria-invalid="true"`);
  });

  test('a CPF may be written with its punctuation', async () => {
    await using it = await stage();
    expect(textIn(await confirmation(it, '761.092.776-73'), 'person')).toBe('Helena Prado');
  });

  test.each([[[]], [[BRUNO.cpf]]])(
    'somebody else than who asked for the consent, customers %j, ends the journey with access_denied',
    async (others) => {
      await using it = await stage({ others });
      const { text } = await it.visitor.get(HERE);
      const { location } = await it.visitor.submit(text, 'login', 'continue', { cpf: [BRUNO.cpf] });
      expect(outcomeIn(location).get('error')).toBe('access_denied');
      expect(await statusOf(it)).toBe('AWAITING_AUTHORISATION');
    },
  );
});

describe('the confirmation', () => {
  test('RES-020 has a ticked box for each account and card that can be shared', async () => {
    const unshareable = { id: 'cartao-2', type: 'CREDIT_CARD_ACCOUNT', shareable: false } as const;
    await using it = await stage({ resources: [...JOINT, unshareable] });
    expect(boxesIn(await confirmation(it))).toEqual({ 'conta-1': true, 'conta-2': true, 'cartao-1': true });
  });

  test('RES-020 shares what stays ticked, and nothing else of its kind', async () => {
    await using it = await stage({ resources: JOINT });
    const page = await confirmation(it);
    const { location } = await it.visitor.submit(page, 'confirmation', 'approve', {
      resource: ['conta-1', 'cartao-1'],
    });
    expect([...outcomeIn(location)]).toEqual([['code', 'abc']]);
    expect(await listed(it)).toEqual(['cartao-1', 'conta-1', 'emprestimo-1', 'emprestimo-2', 'fundo-1']);
  });

  test('RES-020 is refused without an account or a card, at the field, and keeps the other ticks', async () => {
    await using it = await stage({ resources: JOINT });
    const page = await confirmation(it);
    const refused = await it.visitor.submit(page, 'confirmation', 'approve', { resource: ['conta-2'] });
    expect([refused.status, boxesIn(refused.text)]).toEqual([
      422,
      { 'conta-1': false, 'conta-2': true, 'cartao-1': false },
    ]);
    expect(refused.text).toContain('<a href="#resource-cartao-1">Escolha ao menos um cartão.</a>');
    expect(textIn(refused.text, 'cards-error')).toBe('Escolha ao menos um cartão.');
    expect(textIn(refused.text, 'accounts-error')).toBeUndefined();
    const none = await it.visitor.submit(page, 'confirmation', 'approve', { resource: [] });
    expect(none.text).toContain('Escolha ao menos uma conta.');
    expect(await statusOf(it)).toBe('AWAITING_AUTHORISATION');
  });

  test('RES-020 RES-028 asks for no choice where nothing can be chosen', async () => {
    await using it = await stage();
    const page = await confirmation(it);
    expect(boxesIn(page)).toEqual({});
    expect(textIn(page, 'accounts')).toContain('Você não tem nada a compartilhar aqui.');
    const { location } = await it.visitor.submit(page, 'confirmation', 'approve');
    expect(outcomeIn(location).get('code')).toBe('abc');
    expect([await statusOf(it), await listed(it)]).toEqual(['AUTHORISED', []]);
  });

  test('RES-022 RES-023 RES-025 shows credit, investments and exchange whole, held or not, without a box', async () => {
    await using it = await stage({ resources: JOINT });
    const page = await confirmation(it);
    expect(textIn(page, 'credit')).toContain('Empréstimos 2 contratos Financiamentos nada no momento');
    expect(textIn(page, 'investments')).toContain('Fundos de investimento 1 investimento');
    expect(textIn(page, 'exchange')).toContain('Operações de câmbio nada no momento');
    for (const group of ['credit', 'investments', 'exchange']) {
      expect(new RegExp(`<section id="${group}".*?</section>`, 's').exec(page)?.[0]).not.toContain('<input');
    }
  });

  test('RES-027 shows only what the receiver asked for', async () => {
    const permissions = ['RESOURCES_READ', 'CREDIT_CARDS_ACCOUNTS_READ', 'CREDIT_CARDS_ACCOUNTS_LIMITS_READ'];
    await using it = await stage({ resources: JOINT, consent: { permissions } });
    const page = await confirmation(it);
    expect([...page.matchAll(/<(?:section|fieldset) id="(\w+)"/g)].map(([, id]) => id)).toEqual(['cards']);
    expect(textIn(page, 'cards')).toContain('Dados pedidos: Limites.');
    expect(boxesIn(page)).toEqual({ 'cartao-1': true });
  });

  test('RES-011 shows registration data as a group of their own', async () => {
    await using it = await stage();
    expect(textIn(await confirmation(it), 'registration')).toBe(
      'Dados cadastrais Dados pedidos: Dados Cadastrais PF, Informações complementares PF.',
    );
  });

  test('shows the receiver, and until when; without an end it says so', async () => {
    await using ends = await stage({ consent: { expirationDateTime: '2026-12-31T23:59:59Z' } });
    const page = await confirmation(ends);
    expect([textIn(page, 'receiver'), textIn(page, 'validity')]).toEqual([
      'Receptora Um',
      'até 31 de dezembro de 2026 às 20:59',
    ]);
    await using endless = await stage();
    expect(textIn(await confirmation(endless), 'validity')).toBe('por prazo indeterminado');
  });

  test('shows the company whose data they are', async () => {
    await using it = await stage({ customer: PADARIA, others: [CPF] });
    const page = await confirmation(it);
    expect(textIn(page, 'business')).toBe('Padaria Aurora CNPJ 11.222.333/0001-81');
    expect(textIn(page, 'registration')).toContain('Dados Cadastrais PJ');
  });

  test('RES-040 RES-044 says of each account and card what the customer should know', async () => {
    await using it = await stage({ resources: JOINT });
    const page = await confirmation(it);
    expect(textIn(page, 'accounts')).toMatch(/outros titulares também precisam aprovar, em até 15 dias conta-2/);
    expect(textIn(page, 'cards')).toMatch(/bloqueio temporário cartao-1/);
  });

  test('the number of an account is the one its API answers', async () => {
    await using it = await stage({ resources: JOINT });
    const page = await confirmation(it);
    await it.visitor.submit(page, 'confirmation', 'approve');
    const { access_token: token } = await it.bank.token({ consentId: it.consentId });
    const answer = await fetch(`${it.bank.url}/open-banking/accounts/v2/accounts/conta-1`, {
      headers: { authorization: `Bearer ${token}`, 'x-fapi-interaction-id': '73cac523-d3ae-2289-b106-330a6218710d' },
    });
    const { data } = (await answer.json()) as {
      data: Readonly<Record<'branchCode' | 'number' | 'checkDigit', string>>;
    };
    expect(textIn(page, 'accounts')).toContain(`Agência ${data.branchCode}, conta ${data.number}-${data.checkDigit}`);
  });
});

describe('declining', () => {
  test.each(['login', 'confirmation'])(
    'CON-4.1.1 at the %s ends with access_denied, the consent rejected by the customer',
    async (form) => {
      await using it = await stage({ resources: JOINT });
      const page = form === 'login' ? (await it.visitor.get(HERE)).text : await confirmation(it);
      const { location } = await it.visitor.submit(page, form, 'decline');
      expect(outcomeIn(location).get('error')).toBe('access_denied');
      expect(await it.bank.consents.get(it.consentId)).toMatchObject({
        status: 'REJECTED',
        rejection: { rejectedBy: 'USER', reason: { code: 'CUSTOMER_MANUALLY_REJECTED' } },
      });
    },
  );
});

describe('a way that ended', () => {
  test('a consent that has its answer already tells the receiver access_denied', async () => {
    await using it = await stage({ resources: JOINT });
    const page = await confirmation(it);
    await it.bank.clock.advance('PT1H');
    for (const came of [await it.visitor.get(HERE), await it.visitor.submit(page, 'confirmation', 'approve')]) {
      expect(outcomeIn(came.location).get('error')).toBe('access_denied');
    }
  });

  test('a sitting that is over, or another browser’s, is a page that says so', async () => {
    await using it = await stage();
    const page = await confirmation(it);
    it.endSitting();
    const answers = [await it.visitor.get(HERE), await it.visitor.submit(page, 'confirmation', 'approve')];
    for (const { status, text } of answers)
      expect([status, textIn(text, 'about')]).toEqual([400, expect.stringContaining('venceu')]);
    expect(it.bugs).toEqual([]);
  });

  test('a decision before anybody logged in leads to the login', async () => {
    await using it = await stage();
    const { text } = await it.visitor.get(HERE);
    const token = /name="token" value="([^"]*)"/.exec(text)?.[1] ?? '';
    const { status, location } = await it.visitor.post(`${HERE}/decision`, [
      ['token', token],
      ['decision', 'approve'],
    ]);
    expect([status, location, await statusOf(it)]).toEqual([303, HERE, 'AWAITING_AUTHORISATION']);
  });
});
