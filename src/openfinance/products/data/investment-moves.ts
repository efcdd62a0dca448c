import { dayOf } from './calendar.js';
import { money, NOTHING, price, rate } from './decimal.js';
import type { Dice } from './dice.js';
import { BANK_PAPERS, CREDIT_PAPERS, INDEXERS, isExempt } from './investments.js';
import type { Known } from './known.js';
import { moved, units } from './positions.js';
import type { RowPortrait } from './subject.js';

/** What moves a position, and which way. */
type Moves = readonly (readonly [type: 'ENTRADA' | 'SAIDA', transactionType: string])[];

/** Bought and sold more often than anything else; `kinds` are the papers among which some are not taxed. */
const paperMove =
  (moves: Moves, kinds: readonly string[] = []): RowPortrait =>
  (_subject, dice, { id, at, dice: own }) => {
    const [type, transactionType] = own.pick('move', moves);
    const isOut = type === 'SAIDA';
    const { each, quantity, gross, incomeTax, net } = moved(own, isOut && !isExempt(dice, kinds));
    const isIndexed = dice.pick('index', INDEXERS) !== 'PRE_FIXADO';
    return {
      transactionId: id,
      type,
      transactionType,
      transactionTypeAdditionalInfo: undefined,
      transactionDate: dayOf(at),
      transactionUnitPrice: money(each),
      transactionQuantity: units(quantity),
      transactionGrossValue: money(gross),
      incomeTax: isOut ? money(incomeTax) : undefined,
      financialTransactionTax: isOut ? NOTHING : undefined,
      transactionNetValue: money(net),
      remunerationTransactionRate: isOut || isIndexed ? undefined : rate(own.whole('fixed', 50_000, 145_000)),
      indexerPercentage: isOut || !isIndexed ? undefined : rate(own.whole('part', 85, 120) * 10_000),
    };
  };

export const bankMove = paperMove(
  [
    ['ENTRADA', 'APLICACAO'],
    ['ENTRADA', 'APLICACAO'],
    ['SAIDA', 'RESGATE'],
    ['SAIDA', 'PAGAMENTO_JUROS'],
  ],
  BANK_PAPERS,
);

const TRADES: Moves = [
  ['ENTRADA', 'COMPRA'],
  ['ENTRADA', 'COMPRA'],
  ['SAIDA', 'VENDA'],
  ['SAIDA', 'PAGAMENTO_JUROS'],
];
export const creditMove = paperMove(TRADES, CREDIT_PAPERS);
export const titleMove = paperMove(TRADES);

const SHARE_MOVES: Moves = [
  ['ENTRADA', 'COMPRA'],
  ['ENTRADA', 'COMPRA'],
  ['SAIDA', 'VENDA'],
  ['ENTRADA', 'DIVIDENDOS'],
  ['ENTRADA', 'JCP'],
];

export const shareMove: RowPortrait = (_subject, _dice, { id, at, dice: own }) => {
  const [type, transactionType] = own.pick('move', SHARE_MOVES);
  const { each, quantity, gross } = moved(own, false);
  const isTraded = isOnNote(own);
  return {
    transactionId: id,
    type,
    transactionType,
    transactionTypeAdditionalInfo: undefined,
    transactionDate: dayOf(at),
    priceFactor: isTraded ? '1.00' : undefined,
    transactionUnitPrice: isTraded ? money(each) : undefined,
    transactionQuantity: isTraded ? units(quantity) : undefined,
    transactionValue: money(gross),
    brokerNoteId: isTraded ? id : undefined,
  };
};

/** Purchases and sales come with a broker's note; the movement and its note share their id. */
export const isOnNote = (own: Dice): boolean => ['COMPRA', 'VENDA'].includes(own.pick('move', SHARE_MOVES)[1]);

/** The note of a purchase or sale: what was traded, what it cost, what is left of it. */
export function brokerNote(own: Dice): Known {
  const { gross } = moved(own, false);
  const fees = {
    brokerageFee: own.whole('brokerage', 0, 990),
    clearingSettlementFee: own.whole('settlement', 1, 90),
    clearingRegistrationFee: own.whole('registration', 0, 20),
    stockExchangeAssetTradeNoticeFee: 0,
    stockExchangeFee: own.whole('exchange', 1, 60),
    clearingCustodyFee: 0,
    taxes: own.whole('taxes', 0, 50),
    incomeTax: own.whole('tax', 0, 10),
  };
  const total = Object.values(fees).reduce((sum, fee) => sum + fee, 0);
  return {
    brokerNoteNumber: own.digits('note', 8),
    grossValue: money(gross),
    ...Object.fromEntries(Object.entries(fees).map(([name, fee]) => [name, money(BigInt(fee))])),
    netValue: money(gross - BigInt(total)),
  };
}

const FUND_MOVES: Moves = [
  ['ENTRADA', 'APLICACAO'],
  ['ENTRADA', 'APLICACAO'],
  ['SAIDA', 'RESGATE'],
  ['SAIDA', 'COME_COTAS'],
];

export const fundMove: RowPortrait = (_subject, _dice, { id, at, dice: own }) => {
  const [type, transactionType] = own.pick('move', FUND_MOVES);
  const isOut = type === 'SAIDA';
  const { each, quantity, gross, incomeTax, net } = moved(own, isOut);
  return {
    transactionId: id,
    type,
    transactionType,
    transactionTypeAdditionalInfo: undefined,
    transactionConversionDate: dayOf(at),
    transactionQuotaPrice: price(each * 1_000_000n, 8),
    transactionQuotaQuantity: units(quantity),
    transactionValue: money(gross),
    transactionGrossValue: money(gross),
    incomeTax: isOut ? money(incomeTax) : undefined,
    financialTransactionTax: isOut ? NOTHING : undefined,
    transactionExitFee: isOut ? NOTHING : undefined,
    transactionNetValue: isOut ? money(net) : undefined,
  };
};
