import { describe, expect, test } from '@jest/globals';
import { cpf } from 'cpf-cnpj-validator';
import fc from 'fast-check';
import { type Bank, startTransmissora } from '../../../src/index.js';
import type { NewHolding } from '../../../src/openfinance/holdings/arrange.js';
import { type Holding, lifeOf } from '../../../src/openfinance/holdings/holding.js';
import { nextStatuses } from '../../../src/openfinance/holdings/status-machine.js';
import { RESOURCE_TYPES, type ResourceType, STATUSES, type Status } from '../../../src/openfinance/vocabulary.js';
import { askResources, NOW } from '../../support/receiver.js';

const DAY = 24 * 60 * 60 * 1000;
const START = Date.parse(NOW);

const dayOf = (day: number): string => new Date(START + day * DAY).toISOString();

/** A walk through the machine: a first status, then moves on days that grow, each chosen among those allowed. */
const walks = fc
  .record({
    type: fc.constantFrom(...RESOURCE_TYPES),
    first: fc.constantFrom(...STATUSES),
    moves: fc.array(fc.record({ gap: fc.integer({ min: 1, max: 60 }), choice: fc.nat() }), { maxLength: 6 }),
  })
  .map(({ type, first, moves }) => {
    const steps: { day: number; to: Status }[] = [];
    let [status, day] = [first, 0];
    for (const { gap, choice } of moves) {
      const allowed = nextStatuses(type, status);
      const next = allowed[choice % allowed.length];
      if (next === undefined) break;
      status = next;
      day += gap;
      steps.push({ day, to: status });
    }
    return { type, first, steps };
  });

interface Walk {
  readonly type: ResourceType;
  readonly first: Status;
  readonly steps: readonly { readonly day: number; readonly to: Status }[];
}

const holdingOf = ({ type, first, steps }: Walk): Holding => ({
  resourceId: 'any',
  customerId: 'any',
  type,
  contractedAt: START,
  initial: first,
  facts: steps.map(({ day, to }) => ({ at: START + day * DAY, to, cause: 'test' })),
  shareable: true,
});

const wantedOf = ({ type, first, steps }: Walk): NewHolding => ({
  type,
  status: first,
  timeline: steps.map(({ day, to }) => ({ at: dayOf(day), to })),
});

describe('replay', () => {
  test('RES-035 does not depend on the order in which facts were recorded', () => {
    const shuffled = walks.chain((walk) => {
      const holding = holdingOf(walk);
      const whole = { minLength: holding.facts.length, maxLength: holding.facts.length };
      return fc.tuple(fc.constant(holding), fc.shuffledSubarray([...holding.facts], whole));
    });
    fc.assert(
      fc.property(shuffled, ([holding, facts]) => {
        expect(lifeOf({ ...holding, facts })).toEqual(lifeOf(holding));
      }),
    );
  });

  test('RES-035 takes every legal walk step by step', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        expect(lifeOf(holdingOf(walk)).map(({ status }) => status)).toEqual([
          walk.first,
          ...walk.steps.map(({ to }) => to),
        ]);
      }),
    );
  });

  test('RES-035 says the same of its own result: facts told twice change nothing', () => {
    fc.assert(
      fc.property(walks, (walk) => {
        const holding = holdingOf(walk);
        const told = lifeOf(holding).map(({ at, status, cause }) => ({ at, to: status, cause }));
        const statuses = (of: Holding) => lifeOf(of).map(({ at, status }) => [at, status]);
        expect(statuses({ ...holding, facts: [...holding.facts, ...told] })).toEqual(statuses(holding));
        expect(statuses({ ...holding, facts: told })).toEqual(statuses(holding));
      }),
    );
  });
});

describe('pages', () => {
  test('RES-024 give every resource exactly once, whatever their number and size', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const counts = fc.integer({ min: 0, max: 120 });
    const sizes = fc.option(fc.integer({ min: 1, max: 1000 }), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(counts, sizes, async (count, size) => {
        const { customerId } = await bank.customers.create({ cpf: cpf.generate() });
        const made = Array.from({ length: count }, (_, index) =>
          bank.resources.create(customerId, { type: RESOURCE_TYPES[index % RESOURCE_TYPES.length] ?? 'LOAN' }),
        );
        const ids = (await Promise.all(made)).map(({ resourceId }) => resourceId);
        const consent = await bank.consents.create({ customerId, permissions: 'all' });
        const { seen, pages } = await walkPages(bank, consent, size === undefined ? '' : `?page-size=${size}`);
        expect(seen.toSorted()).toEqual(ids.toSorted());
        expect(pages).toBe(Math.max(1, Math.ceil(count / Math.max(size ?? 25, 25))));
      }),
      { numRuns: 30 },
    );
  });
});

/** Follows `next` until there is none. */
async function walkPages(bank: Bank, consent: { accessToken?: string }, query: string) {
  const seen: string[] = [];
  let pages = 0;
  let target: string | undefined = query;
  while (target !== undefined) {
    const { status, body } = await askResources(bank, consent, target);
    expect(status).toBe(200);
    seen.push(...(body.data ?? []).map(({ resourceId }) => resourceId));
    pages += 1;
    target = body.links?.['next'];
  }
  return { seen, pages };
}

/** Customers of their own, each on a clock of its own, in one bank. */
async function arrange(bank: Bank, clock: string, walked: readonly Walk[]) {
  const { customerId } = await bank.customers.create({ cpf: cpf.generate(), clock });
  const names = new Map<string, string>();
  for (const [index, walk] of walked.entries()) {
    const { resourceId } = await bank.resources.create(customerId, wantedOf(walk));
    names.set(resourceId, `#${index}`);
  }
  const consent = await bank.consents.create({ customerId, permissions: 'all' });
  names.set(consent.consentId, 'consent');
  const named = (text: string): string => [...names].reduce((all, [id, name]) => all.replaceAll(id, name), text);
  return { clock: bank.clockNamed(clock), consent, named };
}

const histories = fc.array(walks, { minLength: 1, maxLength: 5 });

describe('time', () => {
  test('RES-007 gives the same list whether it passes in one step or in many', async () => {
    await using bank = await startTransmissora({ now: NOW });
    const stops = fc.uniqueArray(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 6 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(histories, stops, async (history, days) => {
        run += 1;
        const route = days.toSorted((one, other) => one - other);
        const leap = await arrange(bank, `leap-${run}`, history);
        const walk = await arrange(bank, `walk-${run}`, history);
        const { fired } = await leap.clock.advance({ to: dayOf(route.at(-1) ?? 1) });
        const firedOnTheWay = [];
        for (const day of route) {
          firedOnTheWay.push(...(await walk.clock.advance({ to: dayOf(day) })).fired);
          await askResources(bank, walk.consent);
        }
        expect(await seenBy(bank, walk)).toEqual(await seenBy(bank, leap));
        expect(walk.named(JSON.stringify(firedOnTheWay))).toBe(leap.named(JSON.stringify(fired)));
      }),
      { numRuns: 25 },
    );
  });

  test('RES-007 brings exactly the list that was foretold, and remembers it', async () => {
    await using bank = await startTransmissora({ now: NOW });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(histories, fc.integer({ min: 0, max: 300 }), async (history, day) => {
        run += 1;
        const { clock, consent } = await arrange(bank, `foretold-${run}`, history);
        const foretold = await bank.consents.resources(consent.consentId, dayOf(day));
        await clock.advance({ to: dayOf(day) });
        const { status, body } = await askResources(bank, consent, '?page-size=1000');
        expect([status, body.data ?? []]).toEqual([foretold.answers, foretold.resources]);
        await clock.advance('P30D');
        expect(await bank.consents.resources(consent.consentId, dayOf(day))).toEqual(foretold);
      }),
      { numRuns: 25 },
    );
  });

  test('RES-007 changes a list exactly when the explanation says so', async () => {
    await using bank = await startTransmissora({ now: NOW, approvalTimeout: 'resource' });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(histories, fc.integer({ min: 0, max: 200 }), async (history, day) => {
        run += 1;
        const { clock, consent } = await arrange(bank, `next-${run}`, history);
        await clock.advance({ to: dayOf(day) });
        const statusAt = async (id: string, at: number) => {
          const { resources } = await bank.consents.resources(consent.consentId, new Date(at).toISOString());
          return resources.find(({ resourceId }) => resourceId === id)?.status;
        };
        for (const { resourceId, status, next } of (await bank.consents.explain(consent.consentId)).resources) {
          const until = next ? Date.parse(next.at) - 1 : START + 1000 * DAY;
          expect(await statusAt(resourceId, until)).toBe(status);
          if (next) expect(await statusAt(resourceId, until + 1)).toBe(next.status);
        }
      }),
      { numRuns: 25 },
    );
  });
});

/** The answer to a receiver, in words that two customers with the same history share. */
async function seenBy(bank: Bank, { consent, named }: Awaited<ReturnType<typeof arrange>>) {
  const { status, body } = await askResources(bank, consent, '?page-size=1000');
  return [status, ...(body.data ?? []).map((item) => named(Object.values(item).join(' '))).toSorted()];
}
