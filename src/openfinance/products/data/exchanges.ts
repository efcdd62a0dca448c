import { addDays } from '../../../core/duration.js';
import type { Instant } from '../../../core/instant.js';
import { dayOf, middayOf, secondsOf } from './calendar.js';
import { decimal, type Money, money } from './decimal.js';
import type { Dice } from './dice.js';
import { INSTITUTION } from './institution.js';
import type { Known } from './known.js';
import type { Portrait, Subject } from './subject.js';

/** Foreign currencies, and the least and most a unit costs. Ten-thousandths of a real. */
const CURRENCIES = [
  { code: 'USD', least: 48_000, most: 58_000 },
  { code: 'EUR', least: 54_000, most: 65_000 },
  { code: 'GBP', least: 63_000, most: 74_000 },
] as const;

/** A contract of so many hundreds of a currency: the total in reais is exact. */
interface Deal {
  readonly cost: number;
  readonly foreign: Money;
  readonly local: Money;
  readonly dueAt: Instant;
  readonly isSettled: boolean;
}

function dealOf({ contractedAt, closedAt, now }: Subject, dice: Dice): Deal {
  const { code, least, most } = dice.pick('currency', CURRENCIES);
  const cost = dice.whole('cost', least, most);
  const hundreds = BigInt(dice.whole('hundreds', 3, 400));
  const dueAt = addDays(contractedAt, dice.whole('term', 1, 180));
  return {
    cost,
    foreign: money(hundreds * 10_000n, code),
    local: money(hundreds * BigInt(cost)),
    dueAt,
    isSettled: closedAt !== undefined || (middayOf(dayOf(dueAt)) ?? dueAt) <= now,
  };
}

const categoryOf = (dice: Dice): string => `3${dice.digits('category', 4)}`;

/** Who pays or is paid abroad. */
const PARTIES = [
  { relationshipCode: '50', foreignPartieName: 'Blue Harbor Trading Ltd', foreignPartieCountryCode: 'US' },
  { relationshipCode: '50', foreignPartieName: 'Sol del Sur S.A.', foreignPartieCountryCode: 'AR' },
  { relationshipCode: '50', foreignPartieName: 'Rotgold Handel GmbH', foreignPartieCountryCode: 'DE' },
] as const;

const inReais = (tenThousandths: number): Money => ({
  amount: decimal(BigInt(tenThousandths), 4),
  currency: 'BRL',
});

export const exchangePortrait: Portrait = (subject, dice) => {
  const deal = dealOf(subject, dice);
  return {
    authorizedInstitutionCnpjNumber: INSTITUTION.cnpj,
    authorizedInstitutionName: INSTITUTION.name,
    intermediaryInstitutionCnpjNumber: undefined,
    intermediaryInstitutionName: undefined,
    operationNumber: dice.digits('operation', 12),
    operationType: dice.pick('way', ['COMPRA', 'VENDA']),
    operationDate: secondsOf(subject.contractedAt),
    ...values(deal),
    operationOutstandingBalance: deal.isSettled ? money(0n, deal.foreign.currency) : deal.foreign,
    deliveryForeignCurrency: dice.pick('delivery', ['TELETRANSMISSAO', 'CONTA_DEPOSITO', 'CARTAO_PREPAGO']),
    operationCategoryCode: categoryOf(dice),
  };
};

const values = ({ cost, foreign, local, dueAt }: Deal): Known => ({
  dueDate: dayOf(dueAt),
  localCurrencyOperationTax: inReais(cost),
  localCurrencyOperationValue: local,
  foreignOperationValue: foreign,
  vetAmount: inReais(cost + 400),
  localCurrencyAdvancePercentage: undefined,
});

/** Made, and settled when it fell due. Newest first. */
export function exchangeEvents(subject: Subject, dice: Dice): readonly Known[] {
  const deal = dealOf(subject, dice);
  const event = (eventType: string, at: Instant, outstanding: Money): Known => ({
    ...values(deal),
    eventSequenceNumber: `${eventType}${dice.digits('sequence', 11)}`,
    eventType,
    eventDate: secondsOf(at),
    operationOutstandingBalance: outstanding,
    deliveryForeignCurrency: undefined,
    operationCategoryCode: categoryOf(dice),
    foreignPartie: dice.pick('partie', PARTIES),
  });
  const made = event('1', subject.contractedAt, deal.foreign);
  if (!deal.isSettled) return [made];
  const settledAt = Math.min(deal.dueAt, subject.closedAt ?? subject.now, subject.now);
  return [event('4', settledAt, money(0n, deal.foreign.currency)), made];
}
