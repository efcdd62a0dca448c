import { billDueAfter, cycleOf, type Day, dayOf, idOf, middayOf, millisecondsOf, occurrences } from './calendar.js';
import { type Cents, decimal, money, NOTHING, partOf } from './decimal.js';
import { Dice } from './dice.js';
import type { Known } from './known.js';
import type { Portrait, RowPortrait, Subject } from './subject.js';

/** Card lines with the network and the name they go with. */
const CARDS = [
  { productType: 'GOLD', creditCardNetwork: 'VISA', name: 'Cartão Horizonte Gold' },
  { productType: 'PLATINUM', creditCardNetwork: 'MASTERCARD', name: 'Cartão Sereno Platinum' },
  { productType: 'CLASSIC_INTERNACIONAL', creditCardNetwork: 'VISA', name: 'Cartão Essencial' },
  { productType: 'BLACK', creditCardNetwork: 'MASTERCARD', name: 'Cartão Reserva Black' },
  { productType: 'MAIS', creditCardNetwork: 'ELO', name: 'Cartão Mais' },
  { productType: 'GRAFITE', creditCardNetwork: 'ELO', name: 'Cartão Grafite' },
] as const;

const lastDigits = (dice: Dice): string => dice.digits('card', 4);

/** What is printed on the card. */
export const cardFace = (dice: Dice) => ({ ...dice.pick('line', CARDS), lastDigits: lastDigits(dice) });

export const cardPortrait: Portrait = (_subject, dice) => ({
  ...dice.pick('line', CARDS),
  paymentMethod: [{ identificationNumber: lastDigits(dice), isMultipleCreditCard: dice.once('debit', 2) }],
});

/** The total, and what of it is for cash abroad. A flexible limit has no ceiling to show. */
export function cardLimits(subject: Subject, dice: Dice): readonly Known[] {
  const isFlexible = dice.once('flexible', 4);
  const limit: Cents = subject.closedAt === undefined ? BigInt(dice.whole('limit', 10, 300) * 10_000) : 0n;
  const used = partOf(limit, dice.below(dayOf(subject.now)).whole('used', 0, 9_000));
  const one = { consolidationType: 'CONSOLIDADO', identificationNumber: lastDigits(dice) };
  const ceiling = (total: Cents, taken: Cents): Known =>
    isFlexible
      ? { limitAmount: undefined, availableAmount: undefined }
      : {
          limitAmount: { ...money(total), ...(total === 0n && { limitAmountReason: 'Conta encerrada' }) },
          availableAmount: money(total - taken),
        };
  const shared = { ...one, isLimitFlexible: isFlexible, customizedLimitAmount: undefined };
  const part = partOf(limit, 1_000);
  return [
    {
      ...shared,
      creditLineLimitType: 'LIMITE_CREDITO_TOTAL',
      lineName: undefined,
      usedAmount: money(used),
      ...ceiling(limit, used),
    },
    {
      ...shared,
      creditLineLimitType: 'LIMITE_CREDITO_MODALIDADE_OPERACAO',
      lineName: 'SAQUE_CREDITO_EXTERIOR',
      usedAmount: NOTHING,
      ...ceiling(part, 0n),
    },
  ];
}

/** What a card's movement is. The first is what mostly happens. */
const PURCHASE = { transactionType: 'PAGAMENTO', creditDebitType: 'DEBITO' } as const;
const MOVES = [
  { ...PURCHASE, name: 'Livraria Central', payeeMCC: 5942 },
  { ...PURCHASE, name: 'Supermercado Bom Dia', payeeMCC: 5411 },
  { ...PURCHASE, name: 'Posto Avenida', payeeMCC: 5541 },
  { ...PURCHASE, name: 'Restaurante do Porto', payeeMCC: 5812 },
  { ...PURCHASE, name: 'Farmácia São José', payeeMCC: 5912 },
  { transactionType: 'TARIFA', creditDebitType: 'DEBITO', name: 'Anuidade', feeType: 'ANUIDADE' },
  { transactionType: 'ESTORNO', creditDebitType: 'CREDITO', name: 'Estorno de compra' },
  { transactionType: 'CASHBACK', creditDebitType: 'CREDITO', name: 'Cashback' },
] as const;

/** What only some movements have. */
const ABSENT: Known = {
  billId: undefined,
  transactionalAdditionalInfo: undefined,
  paymentType: undefined,
  feeType: undefined,
  otherCreditsType: undefined,
  chargeIdentificator: undefined,
  chargeNumber: undefined,
  payeeMCC: undefined,
};

/** Written as the day a movement entered its bill, while it has not. */
const NOT_BILLED = '0001-01-01';

export const cardMove: RowPortrait = (subject, dice, { id, at, dice: own }) => {
  const { name, ...move } = own.pick('move', MOVES);
  const amount = money(amountOf(own));
  const due = billDueAfter(dayOf(at));
  const isBilled = isPast(due, subject);
  return {
    ...ABSENT,
    ...move,
    transactionId: id,
    transactionName: name,
    identificationNumber: lastDigits(dice),
    brazilianAmount: amount,
    amount,
    transactionDateTime: millisecondsOf(at),
    billPostDate: isBilled ? dayOf(at) : NOT_BILLED,
    ...(isBilled && { billId: idOf(subject.resourceId, 'bill', due) }),
    ...(move.transactionType === 'PAGAMENTO' && instalment(own)),
  };
};

/** What comes back is less than the least that is spent: a bill of one purchase is still one. */
const amountOf = (own: Dice): Cents =>
  own.pick('move', MOVES).creditDebitType === 'CREDITO'
    ? BigInt(own.whole('back', 90, 890))
    : BigInt(own.whole('spent', 990, 89_900));

/** Whether a bill was issued: one that would be due after the card was closed never was. */
const isPast = (day: Day, { now, closedAt = now }: Subject): boolean =>
  (middayOf(day) ?? now) <= Math.min(now, closedAt);

function instalment(own: Dice): Known {
  if (!own.once('instalments', 4)) return { paymentType: 'A_VISTA' };
  const chargeNumber = own.whole('in', 2, 12);
  return { paymentType: 'A_PRAZO', chargeNumber, chargeIdentificator: own.whole('which', 1, chargeNumber) };
}

/** A bill is the sum of its movements, and was paid. One that was late the month before is charged for that. */
export const cardBill: RowPortrait = (subject, _dice, { id, at, dice: own }) => {
  const total = billTotal(subject, dayOf(at));
  const isLate = own.once('late', 6);
  const paid = total > 0n ? total : 0n;
  return {
    billId: id,
    dueDate: dayOf(at),
    billTotalAmount: money(total),
    billMinimumAmount: money(partOf(paid, 1_500)),
    isInstalment: paid > 10_000n,
    financeCharges: isLate
      ? [{ type: 'MULTA_ATRASO_PAGAMENTO_FATURA', amount: decimal(partOf(paid, 200)), currency: 'BRL' }]
      : undefined,
    payments: paid > 0n ? [payment(own, dayOf(at), paid)] : [],
  };
};

const payment = (own: Dice, paymentDate: Day, paid: Cents): Known => ({
  valueType: 'VALOR_PAGAMENTO_FATURA_REALIZADO',
  paymentDate,
  paymentMode: own.pick('mode', ['DEBITO_CONTA_CORRENTE', 'BOLETO_BANCARIO', 'PIX']),
  amount: decimal(paid),
  currency: 'BRL',
});

function billTotal(subject: Subject, due: Day): Cents {
  let total: Cents = 0n;
  for (const { id } of occurrences(subject, 'movement', cycleOf(due))) {
    const own = new Dice(id);
    const { creditDebitType } = own.pick('move', MOVES);
    total += creditDebitType === 'DEBITO' ? amountOf(own) : -amountOf(own);
  }
  return total;
}
