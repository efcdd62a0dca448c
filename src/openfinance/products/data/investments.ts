import { addDays } from '../../../core/duration.js';
import { dayOf } from './calendar.js';
import { money, price, rate } from './decimal.js';
import { cnpjFrom } from './documents.js';
import { Dice } from './dice.js';
import { INSTITUTION } from './institution.js';
import type { Known } from './known.js';
import { blocked, fixedIncomePosition, paperDates, positionOf, units } from './positions.js';
import { FUNDS, inventedIsin, isin, SHARES, TITLES } from './securities.js';
import type { Portrait } from './subject.js';

/** What corrects a paper of this institution. */
export const INDEXERS = ['PRE_FIXADO', 'CDI', 'IPCA'] as const;

/** Papers whose yield is not taxed. */
const EXEMPT: readonly string[] = ['LCI', 'LCA', 'CRI', 'CRA'];

/** What a paper yields: a fixed rate, a share of an index, or both. */
const remuneration = (indexer: string, isHybrid: boolean, dice: Dice): Known => ({
  indexer,
  indexerAdditionalInfo: undefined,
  preFixedRate: indexer === 'PRE_FIXADO' || isHybrid ? rate(dice.whole('fixed', 50_000, 145_000)) : undefined,
  postFixedIndexerPercentage:
    indexer === 'PRE_FIXADO' ? undefined : rate(isHybrid ? 1_000_000 : dice.whole('part', 85, 120) * 10_000),
  ratePeriodicity: 'ANUAL',
  rateType: 'EXPONENCIAL',
  calculation: 'DIAS_UTEIS',
});

const fixedIncome =
  (kinds: readonly string[], own: (kind: string, dice: Dice) => Known): Portrait =>
  (subject, dice) => {
    const kind = dice.pick('kind', kinds);
    const position = positionOf(subject, dice, EXEMPT.includes(kind));
    return {
      investmentType: kind,
      isinCode: inventedIsin(dice, 'TRNS'),
      issueUnitPrice: money(position.bought),
      ...remuneration(dice.pick('index', INDEXERS), false, dice),
      ...paperDates(subject, dice),
      clearingCode: `TR${dice.digits('clearing', 8)}`,
      ...fixedIncomePosition(subject, position, dice),
      ...own(kind, dice),
    };
  };

/** The papers of a bank, and of whoever else borrows. */
export const BANK_PAPERS = ['CDB', 'RDB', 'LCI', 'LCA'] as const;
export const CREDIT_PAPERS = ['DEBENTURES', 'CRI', 'CRA'] as const;

/** Whether the paper of a holding, by its dice, is one whose yield is not taxed. */
export const isExempt = (dice: Dice, kinds: readonly string[]): boolean =>
  kinds.length > 0 && EXEMPT.includes(dice.pick('kind', kinds));

export const bankPaper = fixedIncome(BANK_PAPERS, () => ({
  issuerInstitutionCnpjNumber: INSTITUTION.cnpj,
}));

export const creditPaper = fixedIncome(CREDIT_PAPERS, (kind, dice) => ({
  issuerInstitutionCnpjNumber: cnpjFrom(dice.below('issuer')),
  debtorCnpjNumber: kind === 'DEBENTURES' ? undefined : cnpjFrom(dice.below('debtor')),
  debtorName: kind === 'DEBENTURES' ? undefined : dice.pick('debtor', ['Agro Vale Verde S.A.', 'Construtora Ipê S.A.']),
  taxExemptProduct: EXEMPT.includes(kind) ? 'SIM' : 'NAO',
  ...coupon(dice.once('coupon', 2)),
}));

const coupon = (pays: boolean): Known => ({
  voucherPaymentIndicator: pays ? 'SIM' : 'NAO',
  voucherPaymentPeriodicity: pays ? 'SEMESTRAL' : undefined,
});

export const title: Portrait = (subject, dice) => {
  const { productName, ends, indexer, isHybrid, pays } = dice.pick('title', TITLES);
  const bought = dayOf(subject.contractedAt);
  return {
    isinCode: inventedIsin(new Dice(productName), 'STNC'),
    productName,
    ...remuneration(indexer, isHybrid, dice),
    purchaseDate: bought,
    dueDate: bought < ends ? ends : bought,
    ...coupon(pays),
    ...fixedIncomePosition(subject, positionOf(subject, dice), dice),
  };
};

export const share: Portrait = (subject, dice) => {
  const { ticker, issuer, kind } = dice.pick('share', SHARES);
  const position = positionOf(subject, dice);
  return {
    issuerInstitutionCnpjNumber: cnpjFrom(new Dice(issuer)),
    isinCode: isin(`${issuer}${kind}`),
    ticker,
    referenceDate: dayOf(addDays(subject.now, -1)),
    priceFactor: '1.00',
    grossAmount: money(position.gross),
    blockedBalance: blocked(position, dice),
    quantity: units(position.quantity),
    closingPrice: money(position.worth),
  };
};

export const fund: Portrait = (subject, dice) => {
  const { name, ...anbima } = dice.pick('fund', FUNDS);
  const position = positionOf(subject, dice);
  return {
    name,
    ...anbima,
    cnpjNumber: cnpjFrom(new Dice(name)),
    isinCode: inventedIsin(new Dice(name), 'TRNS'),
    referenceDate: dayOf(addDays(subject.now, -1)),
    grossAmount: money(position.gross),
    netAmount: money(position.net),
    incomeTaxProvision: money(position.incomeTax),
    financialTransactionTaxProvision: money(position.transactionTax),
    blockedAmount: blocked(position, dice),
    quotaQuantity: units(position.quantity),
    quotaGrossPriceValue: price(position.worth * 1_000_000n, 8),
  };
};
