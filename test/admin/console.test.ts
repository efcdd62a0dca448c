import { describe, expect, test } from '@jest/globals';
import type { Cast } from '../../src/scenarios/cast.js';
import { call, headersFor, LIST, list, NOW, world } from '../http/calls.js';
import { admin } from '../support/receiver.js';

const MAY_4 = '2026-05-04T12:00:00Z';

describe('the preview of an answer', () => {
  test.each([
    ['the list', {}, 200],
    ['no list yet (RES-050)', { preparation: { readyAfter: 'PT1M' } }, 202],
    ['a preparation that took too long (RES-052)', { preparation: { readyAfter: 'never' } }, 504],
  ])('is what goes over the wire for %s', async (_what, consent, status) => {
    await using receiver = await world({ loans: 30, consent });
    const { bank, consentId } = receiver;
    if (status === 504) await bank.clock.advance('PT6M');
    const seen = await bank.consents.answer(consentId);
    const { status: got, text, headers } = await list(receiver);
    expect([seen.status, got]).toEqual([status, status]);
    expect(seen.body === undefined ? '' : JSON.stringify(seen.body)).toBe(text);
    expect(seen.rule).toBe(headers.get('x-transmissora-rule') ?? undefined);
  });

  test('is what goes over the wire once the consent is over (RES-002)', async () => {
    await using receiver = await world();
    await receiver.bank.consents.revoke(receiver.consentId);
    const { status, text } = await list(receiver);
    const seen = await receiver.bank.consents.answer(receiver.consentId);
    expect([seen.status, JSON.stringify(seen.body)]).toEqual([status, text]);
    expect(status).toBe(401);
  });

  test('takes a page and an instant, and refuses a page there is not', async () => {
    await using receiver = await world({ loans: 30 });
    const { bank, consentId } = receiver;
    const path = `/consents/${encodeURIComponent(consentId)}/answer`;
    const { body } = await admin(bank, 'GET', `${path}?page=2&at=${MAY_4}`);
    const wire = body['body'] as { data: object[]; links: { self: string } };
    expect([body['at'], wire.data.length]).toEqual([MAY_4, 5]);
    expect(wire.links.self).toBe(`${bank.url}${LIST}?page=2&page-size=25`);
    expect((await admin(bank, 'GET', `${path}?page=3`)).status).toBe(422);
  });

  test('starts no window and leaves nothing in the journal', async () => {
    await using receiver = await world({
      consent: { preparation: { readyAfter: 'PT1M' } },
      options: { pollingAnchor: 'first-call' },
    });
    const { bank, consentId } = receiver;
    expect((await bank.consents.answer(consentId)).status).toBe(202);
    await bank.clock.advance('P1D');
    expect((await bank.consents.get(consentId)).preparation).toEqual({ readyAfter: 'PT1M', state: 'PREPARING' });
    expect((await bank.requests.count()).count).toBe(0);
  });
});

describe('an explanation', () => {
  test('can be had of another instant, and then says the same as it will', async () => {
    await using receiver = await world();
    const { bank, consentId } = receiver;
    await bank.resources.transition('loan-1', 'UNAVAILABLE', { at: 'P1D' });
    const foretold = await bank.consents.explain(consentId, 'P1Y');
    expect(foretold.resources).toMatchObject([{ listed: false, rule: expect.stringMatching(/^RES-/) }]);
    await bank.clock.advance('P1Y');
    expect(await bank.consents.explain(consentId)).toEqual(foretold);
  });
});

describe('the machine of a resource', () => {
  test('has every move between two statuses, with the rule that forbids it in words (RES-033, RES-034)', async () => {
    await using receiver = await world();
    const { status, moves } = await receiver.bank.resources.moves('loan-1');
    expect([status, moves.length]).toEqual(['AVAILABLE', 12]);
    const forbidden = moves.filter(({ allowed }) => !allowed);
    expect(forbidden.map(({ from, to, rule }) => `${from} ${to} ${rule}`)).toEqual([
      'AVAILABLE PENDING_AUTHORISATION RES-034',
      'UNAVAILABLE AVAILABLE RES-033',
      'UNAVAILABLE TEMPORARILY_UNAVAILABLE RES-033',
      'UNAVAILABLE PENDING_AUTHORISATION RES-034',
      'TEMPORARILY_UNAVAILABLE PENDING_AUTHORISATION RES-034',
    ]);
    expect(forbidden.filter(({ reason }) => !reason?.pt || !reason.en)).toEqual([]);
  });

  test('agrees with what the moves themselves are answered', async () => {
    await using receiver = await world({ loans: 4 });
    const { bank } = receiver;
    await bank.resources.transition('loan-2', 'TEMPORARILY_UNAVAILABLE');
    await bank.resources.transition('loan-3', 'UNAVAILABLE');
    const from = { AVAILABLE: 'loan-1', TEMPORARILY_UNAVAILABLE: 'loan-2', UNAVAILABLE: 'loan-3' };
    const snapshot = await bank.snapshot();
    for (const [status, resourceId] of Object.entries(from)) {
      const { moves } = await bank.resources.moves(resourceId);
      for (const { to, allowed, rule } of moves.filter((move) => move.from === status)) {
        const { status: answered, body } = await admin(bank, 'POST', `/resources/${resourceId}/transitions`, { to });
        expect([status, to, answered]).toEqual([status, to, allowed ? 200 : 409]);
        if (!allowed) expect(body['rule']).toBe(rule);
        await bank.restore(snapshot);
      }
    }
  });
});

describe('the polling of a consent', () => {
  test('is told wait by wait, with the schedule nearest to the waits', async () => {
    await using receiver = await world({ consent: { preparation: { readyAfter: 'PT1M' } } });
    const { bank, consentId } = receiver;
    for (const wait of ['PT0S', 'PT2S', 'PT4S', 'PT8S', 'PT16S', 'PT31S']) {
      await bank.clock.advance(wait);
      await list(receiver);
    }
    const { runs } = await bank.consents.polling(consentId);
    expect(runs.map(({ attempts }) => attempts.map(({ status }) => status))).toEqual([[202, 202, 202, 202, 202, 200]]);
    expect(runs[0]?.attempts.map(({ waitMs = 0 }) => Math.round(waitMs / 1_000))).toEqual([0, 2, 4, 8, 16, 31]);
    expect(runs[0]?.fit?.isExponential).toBe(true);
    expect(runs[0]?.fit?.base).toBeCloseTo(2, 1);
    expect((runs[0]?.fit?.first ?? 0) / 1_000).toBeCloseTo(2, 0);
  });

  test('is none where the list was there at once, and of no consent there is none', async () => {
    await using receiver = await world();
    await list(receiver);
    expect((await receiver.bank.consents.polling(receiver.consentId)).runs).toEqual([]);
    expect((await admin(receiver.bank, 'GET', '/consents/nobody/polling')).status).toBe(404);
  });
});

describe('the events of a clock', () => {
  test('are those that advancing it brings, and those that came before, in order', async () => {
    await using receiver = await world();
    const { bank } = receiver;
    await bank.resources.transition('loan-1', 'UNAVAILABLE', { at: 'P1D' });
    const { now, events } = await bank.clock.events();
    expect(now).toBe(NOW);
    expect(events.filter(({ at }) => at <= now).length).toBeGreaterThan(0);
    const { fired } = await bank.clock.advance('P2Y');
    expect(events.filter(({ at }) => at > now).slice(0, fired.length)).toEqual(fired);
    const since = fired.at(-1)?.at ?? '';
    expect((await bank.clock.events({ since, until: since, limit: 1 })).events).toEqual(fired.slice(-1));
  });

  test('between ends the wrong way round are refused, and so are those of a clock there is not', async () => {
    await using receiver = await world();
    const { bank } = receiver;
    const wrong = await admin(bank, 'GET', `/clocks/default/events?since=${MAY_4}&until=${NOW}`);
    expect([wrong.status, wrong.body['field']]).toEqual([400, 'until']);
    expect((await admin(bank, 'GET', '/clocks/nobody/events')).status).toBe(404);
  });
});

describe('a scenario played step by step', () => {
  test('goes as the whole of it goes, over HTTP, each expectation held', async () => {
    await using receiver = await world();
    const { bank } = receiver;
    const { steps } = await bank.scenarios.describe('joint-account-approved');
    const loaded = await bank.scenarios.load('joint-account-approved');
    let cast: Cast = { clock: loaded.clock.name, customers: loaded.customers, consents: loaded.consents };
    const checks: boolean[][] = [];
    for (const number of steps.keys()) {
      const { status, body } = await admin(bank, 'POST', `/scenarios/joint-account-approved/steps/${number + 1}`, cast);
      expect([status, body['what']]).toEqual([200, steps[number]?.what]);
      cast = body['cast'] as Cast;
      checks.push((body['checks'] as { held: boolean }[]).map(({ held }) => held));
    }
    expect(checks.flat().filter((held) => !held)).toEqual([]);
    expect(checks.map((held) => held.length > 0)).toEqual(steps.map(({ expects }) => expects));
  });

  test('says of an expectation that does not hold what came instead', async () => {
    await using receiver = await world();
    const { bank } = receiver;
    const { customers, consents } = await bank.scenarios.load('joint-account-approved');
    const { consentId = '' } = consents['marina'] ?? {};
    await bank.resources.transition('conta-alcada-1', 'UNAVAILABLE', { consentId });
    const { checks } = await bank.scenarios.step('joint-account-approved', 1, {
      clock: 'default',
      customers,
      consents: { marina: { consentId, customerId: '99901200130', accessToken: 'long expired' } },
    });
    expect(checks.filter(({ held }) => !held).map(({ text }) => text.en)).toEqual([
      'conta-alcada-1: expected PENDING_AUTHORISATION, got UNAVAILABLE',
    ]);
  });

  test('is seen as far as it was walked by whoever asks, and goes back with a snapshot', async () => {
    await using receiver = await world();
    const { bank } = receiver;
    const name = 'joint-account-approved';
    const walked = async () => (await bank.scenarios.describe(name)).walk;
    expect(await walked()).toBeUndefined();
    await bank.scenarios.load(name);
    const start = (await walked())!;
    expect(start.taken).toEqual([]);
    const { cast, ...first } = await bank.scenarios.step(name, 1, start.cast);
    const snapshot = await bank.snapshot();
    const { cast: _last, ...second } = await bank.scenarios.step(name, 2, cast);
    // Out of order: whoever does that walks alone.
    await bank.scenarios.step(name, 5, cast);
    expect((await walked())?.taken).toEqual([first, second]);
    expect(JSON.stringify(await walked())).not.toContain('accessToken');
    await bank.restore(snapshot);
    expect((await walked())?.taken).toEqual([first]);
    await bank.scenarios.load(name);
    expect((await walked())?.taken).toEqual([]);
  });

  test.each(['0', '99', '1.0', 'first'])('has no step %s', async (number) => {
    await using receiver = await world();
    const cast = { clock: 'default', customers: {}, consents: {} };
    const answer = await admin(receiver.bank, 'POST', `/scenarios/demo/steps/${number}`, cast);
    expect([answer.status, answer.body['detail']]).toEqual([404, expect.stringContaining(`no step ${number}`)]);
  });

  test('and takes none on a clock that is not there', async () => {
    await using receiver = await world();
    const cast = { clock: 'nowhere', customers: {}, consents: {} };
    const answer = await admin(receiver.bank, 'POST', '/scenarios/joint-account-approved/steps/1', cast);
    expect([answer.status, answer.body['detail']]).toEqual([404, expect.stringContaining('no clock nowhere')]);
  });
});

describe('the stream of changes', () => {
  test('says that something changed, whoever changed it, and is silent when something is only looked at', async () => {
    await using receiver = await world({ consent: { preparation: { readyAfter: 'PT1M' } } });
    const { bank, consentId } = receiver;
    const leave = new AbortController();
    const { body } = await fetch(`${bank.url}/__admin/changes`, { signal: leave.signal });
    const events = body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await events.read()).value).toBe(': connected\n\n');
    const changed = async (): Promise<string | undefined> => (await events.read()).value;
    await bank.consents.explain(consentId);
    await call(`${bank.url}${LIST}`, { headers: headersFor(receiver.token) });
    await bank.clock.advance('PT1M');
    expect(await changed()).toBe('event: change\ndata: {}\n\n');
    const snapshot = await bank.snapshot();
    expect(await changed()).toBe('event: change\ndata: {}\n\n');
    await bank.restore(snapshot);
    expect(await changed()).toBe('event: change\ndata: {}\n\n');
    leave.abort();
  });

  test('ends when the server stops', async () => {
    const receiver = await world();
    const response = await fetch(`${receiver.bank.url}/__admin/changes`);
    await receiver.bank.close();
    expect(await response.text()).toBe(': connected\n\n');
  });
});
