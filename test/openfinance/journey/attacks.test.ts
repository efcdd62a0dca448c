import { describe, expect, test } from '@jest/globals';
import { CPF } from '../../http/calls.js';
import { textIn } from './browser-like.js';
import { confirmation, HERE, outcomeIn, stage } from './stage.js';

const ACCOUNT = [{ id: 'conta-1', type: 'ACCOUNT', contractedAt: '-P2Y' }] as const;
const HOSTILE = `"><script>alert(1)</script><img src=x onerror='alert(2)'>&amp;`;

describe('every page', () => {
  test('keeps out frames, scripts, caches and referrers', async () => {
    await using it = await stage({ resources: ACCOUNT });
    const login = await it.visitor.get(HERE);
    await confirmation(it);
    const pages = [
      login,
      await it.visitor.get(HERE),
      await it.visitor.get('/journey/approvals'),
      await it.visitor.get(`${HERE}/nowhere`),
    ];
    for (const { headers, text } of pages) {
      const policy = headers.get('content-security-policy') ?? '';
      for (const directive of ["default-src 'none'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"]) {
        expect(policy.split('; ')).toContain(directive);
      }
      expect(policy).not.toMatch(/script-src|unsafe|\*|data:/);
      expect(Object.fromEntries(headers)).toMatchObject({
        'x-frame-options': 'DENY',
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'content-type': 'text/html; charset=utf-8',
      });
      expect(text).not.toMatch(/<script|\son\w+=|\sstyle=|javascript:/i);
    }
    expect(login.headers.get('content-security-policy')).toContain("form-action 'self' https://receptora.test");
  });

  test('shows hostile names as text', async () => {
    const customer = { cpf: CPF, name: HOSTILE };
    await using it = await stage({ resources: ACCOUNT, receiver: HOSTILE, customer });
    const login = (await it.visitor.get(HERE)).text;
    const page = await confirmation(it);
    for (const text of [login, page]) {
      expect(textIn(text, 'receiver')).toBe(HOSTILE);
      expect(text).not.toMatch(/<script|<img src=x|onerror='/);
    }
    expect(textIn(page, 'person')).toBe(HOSTILE);
    const refused = await it.visitor.submit(login, 'login', 'continue', { cpf: [HOSTILE.slice(0, 20)] });
    expect(refused.text).toContain('value="&#34;&#62;&#60;script');
  });
});

describe('a form', () => {
  test.each([
    ['without its proof', undefined],
    ['with another proof', 'A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0'],
    ['with the proof of another sitting', 'sitting-2'],
  ])('%s changes nothing', async (_how, token) => {
    await using it = await stage({ resources: ACCOUNT });
    await confirmation(it);
    const fields: [string, string][] = [
      ['decision', 'approve'],
      ['resource', 'conta-1'],
      ...(token === undefined ? [] : [['token', token] as [string, string]]),
    ];
    for (const path of ['login', 'decision']) {
      for (const decision of ['approve', 'decline', 'continue']) {
        const { status, text } = await it.visitor.post(`${HERE}/${path}`, [
          ...fields,
          ['decision', decision],
          ['cpf', CPF],
        ]);
        expect([status, textIn(text, 'about')]).toEqual([403, expect.stringContaining('não veio desta página')]);
      }
    }
    expect(await it.bank.consents.get(it.consentId)).toMatchObject({ status: 'AWAITING_AUTHORISATION' });
  });

  test('RES-020 with an account of somebody else, or a contract that cannot be picked, changes nothing', async () => {
    const others = [{ id: 'emprestimo-1', type: 'LOAN' }] as const;
    await using it = await stage({ resources: [...ACCOUNT, ...others] });
    await it.bank.customers.create({ cpf: '52998224725' });
    await it.bank.resources.create('52998224725', { type: 'ACCOUNT', resourceId: 'alheia-1' });
    const page = await confirmation(it);
    for (const id of ['alheia-1', 'emprestimo-1', 'nenhuma', '__proto__', '']) {
      const refused = await it.visitor.submit(page, 'confirmation', 'approve', { resource: ['conta-1', id] });
      expect([id, refused.status]).toEqual([id, 422]);
      expect(textIn(refused.text, 'error-summary')).toContain('Algo na lista mudou');
    }
    expect(await it.bank.consents.get(it.consentId)).toMatchObject({ status: 'AWAITING_AUTHORISATION' });
  });

  test.each(['', 'maybe'])('that decides %j is asked for a decision', async (decision) => {
    await using it = await stage({ resources: ACCOUNT });
    const page = await confirmation(it);
    const token = /name="token" value="([^"]*)"/.exec(page)?.[1] ?? '';
    const { status, text } = await it.visitor.post(`${HERE}/decision`, [
      ['token', token],
      ['decision', decision],
    ]);
    expect([status, textIn(text, 'error-summary')]).toEqual([422, expect.stringContaining('Use um dos botões')]);
  });

  test.each([
    ['too large', 'token='.padEnd(600 * 1024, 'x'), 413],
    ['of too many fields', 'a=1&'.repeat(10_001), 413],
    ['that is not text', 'token=%FF%FE&cpf=%00', 403],
  ])('%s is refused by a page', async (_what, body, expected) => {
    await using it = await stage();
    await confirmation(it);
    const { status, text } = await it.visitor.post(`${HERE}/decision`, body);
    expect([status, textIn(text, 'title')]).toEqual([expected, 'Não foi possível continuar']);
    expect(it.bugs).toEqual([]);
  });

  test('sent twice confirms once: the second time the consent has its answer', async () => {
    await using it = await stage({ resources: ACCOUNT });
    const page = await confirmation(it);
    const answers = await Promise.all([1, 2].map(() => it.visitor.submit(page, 'confirmation', 'approve')));
    const outcomes = answers.map(({ location }) => outcomeIn(location).get('error') ?? 'code').toSorted();
    expect(outcomes).toEqual(['access_denied', 'code']);
  });
});

test('a mistake of ours is a page that does not describe it, and is reported', async () => {
  await using it = await stage({ breaks: true });
  const { status, text } = await it.visitor.submit(await confirmation(it), 'confirmation', 'approve');
  expect([status, textIn(text, 'about')]).toEqual([500, 'Um erro nosso: tente outra vez em instantes.']);
  expect(text).not.toContain('secret');
  expect(it.bugs.map(String)).toEqual(['TypeError: secret of ours']);
});

test.each([
  ['en-US,en;q=0.9', 'Identify yourself', 'en'],
  ['pt-BR', 'Identifique-se', 'pt-BR'],
  ['fr', 'Identifique-se', 'pt-BR'],
  ['en;q=0.5, pt;q=0.9', 'Identifique-se', 'pt-BR'],
])('a browser that reads %s is shown %s', async (accepts, title, lang) => {
  await using it = await stage();
  it.visitor.headers['accept-language'] = accepts;
  const { text } = await it.visitor.get(HERE);
  expect([textIn(text, 'title'), text.includes(`<html lang="${lang}">`)]).toEqual([title, true]);
});

test('the language a person switched to stays', async () => {
  await using it = await stage({ resources: ACCOUNT });
  const [, link = ''] = /id="language" href="([^"]*)"/.exec((await it.visitor.get(HERE)).text) ?? [];
  expect(textIn((await it.visitor.get(link)).text, 'title')).toBe('Identify yourself');
  expect(textIn(await confirmation(it), 'title')).toBe('Confirm the sharing');
  expect(textIn((await it.visitor.get(`${HERE}?lang=pt`)).text, 'title')).toBe('Confirme o compartilhamento');
  expect(textIn((await it.visitor.get(`${HERE}?lang=xx&lang=en`)).text, 'title')).toBe('Confirme o compartilhamento');
});
