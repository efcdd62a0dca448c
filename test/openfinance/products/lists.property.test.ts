import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PRODUCTS } from '../../../src/openfinance/products/families.js';
import { basePathOf } from '../../../src/openfinance/products/product.js';
import { RESOURCE_TYPES, type ResourceType, STATUSES } from '../../../src/openfinance/vocabulary.js';
import { cpf } from 'cpf-cnpj-validator';
import { type Opened, opened } from '../../http/calls.js';
import { listOf, NOW } from '../../support/receiver.js';
import { ask } from './shelf.js';

let bank: Opened;
beforeAll(async () => {
  // A consent whose resources all lapse would end, and show nothing at all.
  bank = await opened({ approvalTimeout: 'resource' }, { clock: { now: NOW, frozen: true } });
});
afterAll(async () => bank[Symbol.asyncDispose]());

const days = (least: number, most: number) => fc.integer({ min: least, max: most }).map((count) => `P${count}D`);
const ago = (most: number) => days(1, most).map((duration) => `-${duration}`);

const holding = fc.record(
  {
    type: fc.constantFrom(...RESOURCE_TYPES),
    status: fc.constantFrom(...STATUSES, 'AVAILABLE' as const),
    contractedAt: fc.oneof(ago(900), days(1, 60)),
    shareable: fc.boolean(),
  },
  { requiredKeys: ['type', 'contractedAt'] },
);
const move = fc.record({ which: fc.nat(20), to: fc.constantFrom(...STATUSES), after: days(0, 200) });
const world = fc.record({
  holdings: fc.array(holding, { minLength: 1, maxLength: 10 }),
  moves: fc.array(move, { maxLength: 8 }),
  instants: fc.array(fc.integer({ min: 1, max: 170 }), { minLength: 1, maxLength: 2 }),
  sells: fc.option(fc.subarray([...RESOURCE_TYPES])),
});

let worlds = 0;
test('product lists show exactly the AVAILABLE ids of Resources, whatever happens, whatever is sold and whenever asked (PRD-001, PRD-004)', async () => {
  await fc.assert(
    fc.asyncProperty(world, async ({ holdings, moves, instants, sells }) => {
      await bank.bank.offer.put({ sells: 'all' });
      const customerId = cpf.generate();
      // A clock of their own, so that no world moves another's time.
      const clock = `world-${++worlds}`;
      const own = bank.bank.clockNamed(clock);
      await own.set({ now: NOW, frozen: true });
      await bank.bank.customers.create({ cpf: customerId, clock });
      const ids: string[] = [];
      for (const wanted of holdings) ids.push((await bank.bank.resources.create(customerId, wanted)).resourceId);
      const { accessToken = '' } = await bank.bank.consents.create({ customerId, permissions: 'all' });
      for (const { which, to, after } of moves) {
        // A move the status machine forbids changes nothing: that is a world, too.
        await bank.bank.resources.transition(ids[which % ids.length]!, to, { at: after }).catch(() => undefined);
      }
      for (const count of instants) {
        await own.advance(`P${count}D`);
        if (sells) await bank.bank.offer.put({ sells });
        const listed = await listOf(bank.bank, { accessToken });
        const here = PRODUCTS.filter(({ type }) => holdings.some((each) => each.type === type));
        for (const { type } of here) {
          const isSold = sells?.includes(type) ?? true;
          expect(await idsOf(type, accessToken)).toEqual(isSold ? available(listed, type) : 'no such API');
          if (!isSold) expect(listed.filter((item) => item.type === type)).toEqual([]);
        }
      }
    }),
    { numRuns: 25 },
  );
});

const available = (listed: Awaited<ReturnType<typeof listOf>>, type: ResourceType): string[] =>
  listed.filter((item) => item.type === type && item.status === 'AVAILABLE').map(({ resourceId }) => resourceId);

async function idsOf(type: ResourceType, token: string): Promise<string[] | 'no such API'> {
  const product = PRODUCTS.find((candidate) => candidate.type === type)!;
  const path = `${basePathOf(product.family, product.version)}${product.list}?page-size=1000`;
  const { status, body } = await ask(bank.bank, token, path);
  if (status === 404) return 'no such API';
  expect(status).toBe(200);
  return body.data.map((item: Record<string, string>) => item[product.idField]);
}
