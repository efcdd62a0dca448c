import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PERMISSIONS } from '../../../src/openfinance/vocabulary.js';
import { ANA, PADARIA } from '../../support/receiver.js';
import { codesOf, company, person, receiver } from './official.js';

const CREDIT = PERMISSIONS.filter((permission) => /^(LOANS|FINANCINGS|UNARRANGED|INVOICE)/.test(permission));
const INVESTMENTS = [
  'BANK_FIXED_INCOMES_READ',
  'CREDIT_FIXED_INCOMES_READ',
  'FUNDS_READ',
  'VARIABLE_INCOMES_READ',
  'TREASURE_TITLES_READ',
];
const CARDS = 'CREDIT_CARDS_ACCOUNTS';

/** The groups anyone may be asked for, then those of persons and of companies; RESOURCES_READ goes with each. */
const ANYONES: readonly (readonly string[])[] = [
  ['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ'],
  ['ACCOUNTS_READ', 'ACCOUNTS_OVERDRAFT_LIMITS_READ'],
  ['ACCOUNTS_READ', 'ACCOUNTS_TRANSACTIONS_READ'],
  [`${CARDS}_READ`, `${CARDS}_LIMITS_READ`],
  [`${CARDS}_READ`, `${CARDS}_TRANSACTIONS_READ`],
  [`${CARDS}_READ`, `${CARDS}_BILLS_READ`, `${CARDS}_BILLS_TRANSACTIONS_READ`],
  CREDIT,
  INVESTMENTS,
  ['EXCHANGES_READ'],
];
const OF = {
  person: [['CUSTOMERS_PERSONAL_IDENTIFICATIONS_READ'], ['CUSTOMERS_PERSONAL_ADITTIONALINFO_READ']],
  company: [['CUSTOMERS_BUSINESS_IDENTIFICATIONS_READ'], ['CUSTOMERS_BUSINESS_ADITTIONALINFO_READ']],
} as const;

type Who = keyof typeof OF;
const groupsFor = (who: Who): readonly (readonly string[])[] => [...ANYONES, ...OF[who]];
const partiesOf = (who: Who) => ({
  loggedUser: person(ANA.cpf),
  ...(who === 'company' && { businessEntity: company(PADARIA.cnpj) }),
});

const anyone = fc.constantFrom<Who>('person', 'company');
const unions = anyone.chain((who) =>
  fc
    .subarray([...groupsFor(who)], { minLength: 1 })
    .map((groups) => [...new Set([...groups.flat(), 'RESOURCES_READ'])])
    .chain((permissions) => fc.shuffledSubarray(permissions, { minLength: permissions.length }))
    .map((permissions) => ({ who, permissions })),
);

/** Sets of permissions that one kind of customer may be asked for, and that are no union of groups. */
const incomplete = anyone.chain((who) => {
  const groups = groupsFor(who);
  const isUnion = (permissions: readonly string[]): boolean => {
    const complete = groups.filter((group) => group.every((permission) => permissions.includes(permission)));
    const covered = new Set([...complete.flat(), 'RESOURCES_READ']);
    return (
      complete.length > 0 &&
      permissions.includes('RESOURCES_READ') &&
      permissions.every((permission) => covered.has(permission))
    );
  };
  const all = [...new Set([...groups.flat(), 'RESOURCES_READ'])];
  return fc
    .subarray(all, { minLength: 1 })
    .filter((permissions) => !isUnion(permissions))
    .map((permissions) => ({ who, permissions }));
});

describe('any set of permissions', () => {
  test('CON-4.3.5 that is made of complete groups is granted exactly as asked, in whatever order', async () => {
    await using world = await receiver();
    const property = fc.asyncProperty(unions, async ({ who, permissions }) => {
      const { status, body } = await world.ask({ ...partiesOf(who), permissions });
      expect([status, body.data?.permissions.toSorted()]).toEqual([201, permissions.toSorted()]);
    });
    await fc.assert(property, { numRuns: 60 });
  });

  test('CON-4.3.5 that is not is refused with 422, and no consent is made', async () => {
    await using world = await receiver();
    const property = fc.asyncProperty(incomplete, async ({ who, permissions }) => {
      const answer = await world.ask({ ...partiesOf(who), permissions });
      expect([answer.status, codesOf(answer)]).toEqual([422, ['COMBINACAO_PERMISSOES_INCORRETA']]);
    });
    await fc.assert(property, { numRuns: 60 });
  });

  test('CON-4.3.7 is never granted more than was asked, whatever is on offer', async () => {
    await using world = await receiver();
    const property = fc.asyncProperty(
      unions,
      fc.subarray(['ACCOUNT', 'CREDIT_CARD_ACCOUNT', 'LOAN'] as const),
      async ({ who, permissions }, sells) => {
        await world.bank.offer.put({ sells });
        const answer = await world.ask({ ...partiesOf(who), permissions });
        if (answer.status === 422) expect(codesOf(answer)).toEqual(['SEM_PERMISSOES_FUNCIONAIS_RESTANTES']);
        else expect(permissions).toEqual(expect.arrayContaining([...(answer.body.data?.permissions ?? [])]));
      },
    );
    await fc.assert(property, { numRuns: 40 });
  });
});
