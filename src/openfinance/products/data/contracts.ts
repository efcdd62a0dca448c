import { addMonths } from '../../../core/duration.js';
import { DAY, type Instant } from '../../../core/instant.js';
import { dayOf, idOf, millisecondsOf } from './calendar.js';
import { type Cents, decimal, rate } from './decimal.js';
import { cnpjFrom } from './documents.js';
import type { Dice } from './dice.js';
import { INSTITUTION } from './institution.js';
import type { Known } from './known.js';
import { isCompany, type Portrait, type Subject } from './subject.js';

/** What a contract may be: its kind, its Central Bank modality, and its name. */
interface Line {
  readonly productType: string;
  readonly productSubType: string;
  readonly productName: string;
  readonly modality: string;
  readonly productSubTypeCategory?: string;
  readonly isPayroll?: boolean;
}

const line = (productType: string, productSubType: string, modality: string, productName: string): Line => ({
  productType,
  productSubType,
  modality,
  productName,
});

export const LOANS: readonly Line[] = [
  {
    ...line('EMPRESTIMOS', 'CREDITO_PESSOAL_SEM_CONSIGNACAO', '0203', 'Crédito pessoal'),
    productSubTypeCategory: 'CREDITO_PESSOAL_CLEAN',
  },
  {
    ...line('EMPRESTIMOS', 'CREDITO_PESSOAL_COM_CONSIGNACAO', '0202', 'Crédito consignado'),
    productSubTypeCategory: 'OUTRO',
    isPayroll: true,
  },
  { ...line('EMPRESTIMOS', 'HOME_EQUITY', '0211', 'Crédito com imóvel em garantia'), productSubTypeCategory: 'OUTRO' },
];
export const FINANCINGS: readonly Line[] = [
  line('FINANCIAMENTOS', 'AQUISICAO_BENS_VEICULOS_AUTOMOTORES', '0401', 'Financiamento de veículo'),
  line('FINANCIAMENTOS_IMOBILIARIOS', 'FINANCIAMENTO_HABITACIONAL_SFH', '0902', 'Financiamento habitacional'),
  line('FINANCIAMENTOS_RURAIS', 'CUSTEIO', '0801', 'Custeio rural'),
];
export const OVERDRAFTS: readonly Line[] = [
  line('ADIANTAMENTO_A_DEPOSITANTES', 'ADIANTAMENTO_A_DEPOSITANTES', '0101', 'Adiantamento a depositante'),
];
export const INVOICES: readonly Line[] = [
  line('DIREITOS_CREDITORIOS_DESCONTADOS', 'DESCONTO_DUPLICATAS', '0301', 'Desconto de duplicatas'),
  line('DIREITOS_CREDITORIOS_DESCONTADOS', 'DESCONTO_CHEQUES', '0302', 'Desconto de cheques'),
  line('DIREITOS_CREDITORIOS_DESCONTADOS', 'ANTECIPACAO_FATURA_CARTAO_CREDITO', '0303', 'Antecipação de recebíveis'),
];

/**
 * A contract in equal monthly instalments, paid on the day each is due; what is left when it is settled is paid then.
 * What was paid once stays as it was.
 */
interface Plan {
  readonly amount: Cents;
  readonly instalments: number;
  readonly paid: number;
  readonly each: Cents;
  readonly outstanding: Cents;
  /** How many of the instalments were paid on their day. */
  readonly onTheirDay: number;
}

const dueAt = (contractedAt: Instant, number: number): Instant => addMonths(contractedAt, number);

function planOf({ contractedAt, closedAt, now }: Subject, dice: Dice): Plan {
  const amount = BigInt(dice.whole('amount', 20, 900)) * 10_000n;
  const term = dice.whole('instalments', 6, 72);
  const onTheirDay = dueUntil(contractedAt, closedAt ?? now);
  // An open contract is never paid off: it is renewed for the same amount and another term.
  const instalments = term * (1 + Math.floor(onTheirDay / term));
  const paid = closedAt === undefined ? onTheirDay : instalments;
  const each = (amount * BigInt(10_000 + 80 * term)) / BigInt(10_000 * term);
  const outstanding = (amount * BigInt(instalments - paid)) / BigInt(term);
  return { amount, instalments, paid, each, outstanding, onTheirDay };
}

/** How many instalments fall due by an instant, included. */
function dueUntil(contractedAt: Instant, until: Instant): number {
  let due = Math.max(0, Math.floor((until - contractedAt) / (31 * DAY)));
  while (dueAt(contractedAt, due + 1) <= until) due += 1;
  return due;
}

export const contractPortrait =
  (lines: readonly Line[]): Portrait =>
  (subject, dice) => {
    const { modality, isPayroll = false, ...shown } = dice.pick('line', lines);
    const plan = planOf(subject, dice);
    return {
      ...shown,
      ...identity(subject, dice, modality),
      ...terms(subject, plan, dice),
      cnpjConsignee: isPayroll ? cnpjFrom(dice) : undefined,
      hasInsuranceContracted: dice.once('insured', 3),
      ...costs(dice),
      ...schedule(plan),
    };
  };

/**
 * IPOC: the institution, the modality, the kind of customer, the customer, the contract. A person's CPF is written
 * whole, a company's CNPJ by its first eight characters. Loans 2.5.0, ipocCode.
 */
function identity(subject: Subject, dice: Dice, modality: string): Known {
  const contractNumber = dice.digits('contract', 12);
  const customer = isCompany(subject) ? `2${subject.customerId.slice(0, 8)}` : `1${subject.customerId}`;
  return { contractNumber, ipocCode: `${INSTITUTION.cnpj.slice(0, 8)}${modality}${customer}${contractNumber}` };
}

function terms({ contractedAt, closedAt }: Subject, { amount, instalments, paid, each }: Plan, dice: Dice): Known {
  const contractDate = dayOf(contractedAt);
  return {
    contractDate,
    disbursementDates: [contractDate],
    settlementDate: closedAt === undefined ? undefined : dayOf(closedAt),
    contractAmount: decimal(amount),
    currency: 'BRL',
    dueDate: dayOf(dueAt(contractedAt, instalments)),
    firstInstalmentDueDate: dayOf(dueAt(contractedAt, 1)),
    instalmentPeriodicity: 'MENSAL',
    amortizationScheduled: dice.pick('system', ['PRICE', 'SAC', 'SAM']),
    CET: rate(dice.whole('cet', 120_000, 480_000)),
    nextInstalmentAmount: decimal(paid < instalments ? each : 0n),
  };
}

/** A fixed rate, or an index and what is added to it. */
function costs(dice: Dice): Known {
  const isFixed = !dice.once('indexed', 3);
  return {
    interestRates: [
      {
        taxType: 'EFETIVA',
        interestRateType: 'COMPOSTO',
        taxPeriodicity: 'AM',
        calculation: dice.pick('days', ['30/360', '21/252']),
        referentialRateIndexerType: isFixed ? 'PRE_FIXADO' : 'FLUTUANTES',
        referentialRateIndexerSubType: isFixed ? 'PRE_FIXADO' : dice.pick('index', ['CDI', 'SELIC']),
        [isFixed ? 'preFixedRate' : 'postFixedRate']: rate(dice.whole('monthly', 9_000, 45_000)),
      },
    ],
    contractedFees: [feeOf(dice)],
    contractedFinanceCharges: [
      { chargeType: 'MULTA_ATRASO_PAGAMENTO', chargeRate: rate(20_000) },
      { chargeType: 'JUROS_MORA_ATRASO', chargeRate: rate(10_000) },
    ],
  };
}

function feeOf(dice: Dice): Known {
  const fee = { feeName: 'Tarifa de cadastro', feeCode: 'CADASTRO', feeChargeType: 'UNICA' };
  return dice.once('percentage', 3)
    ? { ...fee, feeCharge: 'PERCENTUAL', feeRate: rate(dice.whole('fee', 5_000, 20_000)) }
    : { ...fee, feeCharge: 'FIXO', feeAmount: decimal(BigInt(dice.whole('fee', 5_000, 80_000))) };
}

function schedule({ instalments, paid }: Plan): Known {
  const left = instalments - paid;
  return {
    typeNumberOfInstalments: 'MES',
    totalNumberOfInstalments: instalments,
    typeContractRemaining: left > 0 ? 'MES' : 'SEM_PRAZO_REMANESCENTE',
    contractRemainingNumber: left > 0 ? left : undefined,
    paidInstalments: paid,
    dueInstalments: left,
    pastDueInstalments: 0,
    balloonPayments: undefined,
  };
}

/** What was paid, and what is left to pay. */
export const payments: Portrait = (subject, dice) => {
  const { instalments, paid, each, outstanding, onTheirDay } = planOf(subject, dice);
  const { resourceId, contractedAt, closedAt, now } = subject;
  const payment = (number: number, paidAt: Instant, amount: Cents): Known => ({
    paymentId: idOf(resourceId, `payment ${number}`, dayOf(contractedAt)),
    isOverParcelPayment: false,
    instalmentId: idOf(resourceId, `instalment ${number}`, dayOf(contractedAt)),
    paidDate: dayOf(paidAt),
    currency: 'BRL',
    paidAmount: decimal(amount),
  });
  const releases = Array.from({ length: onTheirDay }, (_, index) =>
    payment(index + 1, dueAt(contractedAt, index + 1), each),
  );
  // Settled early: the rest at once.
  if (closedAt !== undefined) releases.push(payment(onTheirDay + 1, closedAt, each * BigInt(instalments - onTheirDay)));
  return {
    contractOutstandingBalance: decimal(outstanding),
    lastUpdatedContractOutstandingBalance: millisecondsOf(now),
    totalRemainingAmount: decimal(each * BigInt(instalments - paid)),
    releases,
  };
};

/** What secures a contract, in general and in detail. */
const SECURITIES = [
  { warrantyType: 'CESSAO_DIREITOS_CREDITORIOS', warrantySubType: 'DUPLICATAS' },
  { warrantyType: 'CAUCAO', warrantySubType: 'APLICACOES_FINANCEIRAS_RENDA_FIXA' },
  { warrantyType: 'PENHOR', warrantySubType: 'ACOES_DEBENTURES' },
] as const;

/** One security, worth the contract and more. */
export const warranties = (subject: Subject, dice: Dice): readonly Known[] => [
  {
    currency: 'BRL',
    ...dice.pick('security', SECURITIES),
    warrantyAmount: decimal((planOf(subject, dice).amount * 12n) / 10n),
  },
];
