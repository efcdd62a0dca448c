import { DAY } from '../../../core/instant.js';
import { addDays, addMonths } from '../../../core/duration.js';
import { dayOf, secondsOf } from './calendar.js';
import { type Cents, money, NOTHING, partOf, type Money } from './decimal.js';
import type { Dice } from './dice.js';
import type { Known } from './known.js';
import type { Subject } from './subject.js';

/** What is held of an investment: so many units, bought at one price and worth another now. Prices in cents. */
export interface Position {
  readonly quantity: bigint;
  readonly bought: Cents;
  readonly worth: Cents;
  readonly gross: Cents;
  readonly incomeTax: Cents;
  readonly transactionTax: Cents;
  readonly net: Cents;
}

/** What a unit gains in a day, in ten-thousandths of its price. */
const GAIN = 4;
/** Days after which no tax on short transactions is due. */
const SHORT = 30;

/** Grows with the days; nothing is left once it was redeemed. */
export function positionOf(subject: Subject, dice: Dice, isExempt = false): Position {
  const { contractedAt, closedAt, now } = subject;
  const bought = BigInt(dice.whole('price', 5_000, 120_000));
  const days = Math.min(Math.max(0, Math.floor((now - contractedAt) / DAY)), 3_650);
  const worth = bought + partOf(bought, days * GAIN);
  const quantity = closedAt === undefined ? BigInt(dice.whole('quantity', 1, 400)) : 0n;
  return { quantity, bought, worth, ...taxed(quantity * worth, quantity * (worth - bought), { isExempt, days }) };
}

function taxed(gross: Cents, gain: Cents, { isExempt, days }: { isExempt: boolean; days: number }) {
  const incomeTax = isExempt ? 0n : partOf(gain, 1_750);
  const transactionTax = isExempt || days >= SHORT ? 0n : partOf(gain, 300);
  return { gross, incomeTax, transactionTax, net: gross - incomeTax - transactionTax };
}

/** Whole units, written with two places. */
export const units = (quantity: bigint): string => `${quantity}.00`;

/** A position in a fixed income paper, by the names those documents share. */
export const fixedIncomePosition = ({ now }: Subject, position: Position, dice: Dice): Known => ({
  referenceDateTime: secondsOf(now),
  quantity: units(position.quantity),
  updatedUnitPrice: money(position.worth),
  purchaseUnitPrice: money(position.bought),
  grossAmount: money(position.gross),
  netAmount: money(position.net),
  incomeTax: money(position.incomeTax),
  financialTransactionTax: money(position.transactionTax),
  blockedBalance: blocked(position, dice),
  fine: undefined,
  latePayment: undefined,
});

/** Part of a position that is pledged: mostly none. */
export const blocked = ({ gross }: Position, dice: Dice): Money =>
  dice.once('pledged', 6) ? money(partOf(gross, 1_000)) : NOTHING;

/** From the issue to the end, in order. A paper that is still held on its last day is held for as long again. */
export const paperDates = ({ contractedAt, closedAt, now }: Subject, dice: Dice): Known => {
  const term = dice.whole('lasts', 12, 72);
  const held = closedAt ?? now;
  let lasts = term;
  while (addMonths(contractedAt, lasts) <= held) lasts += term;
  return {
    issueDate: dayOf(addDays(contractedAt, -dice.whole('issued', 0, 30))),
    purchaseDate: dayOf(contractedAt),
    gracePeriodDate: dayOf(addMonths(contractedAt, Math.min(term, 3))),
    dueDate: dayOf(addMonths(contractedAt, lasts)),
  };
};

/** A movement of so many units: gross is exactly units times price; taxes are for what goes out and is taxed. */
export function moved(dice: Dice, isTaxed: boolean) {
  const each = BigInt(dice.whole('price', 5_000, 120_000));
  const quantity = BigInt(dice.whole('quantity', 1, 40));
  const gross = each * quantity;
  const incomeTax = isTaxed ? partOf(gross, 150) : 0n;
  return { each, quantity, gross, incomeTax, net: gross - incomeTax };
}
