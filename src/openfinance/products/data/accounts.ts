import { cnpjFrom, cpfFrom } from './documents.js';
import { type Cents, money, NOTHING } from './decimal.js';
import { dayOf, millisecondsOf } from './calendar.js';
import type { Dice } from './dice.js';
import { INSTITUTION } from './institution.js';
import type { Known } from './known.js';
import { isCompany, type Portrait, type RowPortrait, type Subject } from './subject.js';

const TYPES = [
  'CONTA_DEPOSITO_A_VISTA',
  'CONTA_DEPOSITO_A_VISTA',
  'CONTA_DEPOSITO_A_VISTA',
  'CONTA_POUPANCA',
  'CONTA_PAGAMENTO_PRE_PAGA',
] as const;

export const accountPortrait: Portrait = (subject, dice) => ({
  ...accountNumbers(subject, dice),
  currency: 'BRL',
  ...balances(subject, dice),
  ...overdraft(subject, dice),
});

/** The account as the list, its own page and the customer's relations all show it. */
export function accountNumbers(subject: Pick<Subject, 'customerId' | 'isJoint'>, dice: Dice) {
  return {
    compeCode: INSTITUTION.compe,
    branchCode: `0${dice.digits('branch', 3)}`,
    number: `${dice.whole('number', 1, 9)}${dice.digits('number', 7)}`,
    checkDigit: dice.digits('dv', 1),
    type: dice.pick('type', TYPES),
    subtype: subtypeOf(subject, dice),
  };
}

function subtypeOf(subject: Pick<Subject, 'customerId' | 'isJoint'>, dice: Dice): string {
  if (subject.isJoint) return 'CONJUNTA_SIMPLES';
  return !isCompany(subject) && dice.once('joint', 5) ? 'CONJUNTA_SOLIDARIA' : 'INDIVIDUAL';
}

/** What lies on the account moves with the days; a closed account is empty. */
function balances({ now, closedAt }: Subject, dice: Dice): Known {
  if (closedAt !== undefined) {
    return { availableAmount: NOTHING, blockedAmount: NOTHING, automaticallyInvestedAmount: NOTHING };
  }
  const today = dice.below(dayOf(now));
  const available: Cents = BigInt(dice.whole('level', 50_000, 900_000) + today.whole('drift', 0, 99_999));
  const invested: Cents = BigInt(dice.once('invests', 2) ? dice.whole('invested', 100_000, 2_000_000) : 0);
  return {
    availableAmount: money(available),
    blockedAmount: money(BigInt(today.once('blocked', 4) ? today.whole('block', 1_000, 50_000) : 0)),
    automaticallyInvestedAmount: money(available + invested),
  };
}

/** Only demand accounts have an overdraft; a closed one has none any more. */
function overdraft({ now, closedAt }: Subject, dice: Dice): Known {
  const none = dice.pick('type', TYPES) !== 'CONTA_DEPOSITO_A_VISTA' || closedAt !== undefined;
  if (none)
    return { overdraftContractedLimit: undefined, overdraftUsedLimit: undefined, unarrangedOverdraftAmount: undefined };
  const limit = dice.whole('limit', 5, 80) * 10_000;
  const used = dice.below(dayOf(now)).once('uses', 5) ? dice.below(dayOf(now)).whole('used', 1_000, limit) : 0;
  return {
    overdraftContractedLimit: money(BigInt(limit)),
    overdraftUsedLimit: money(BigInt(used)),
    unarrangedOverdraftAmount: NOTHING,
  };
}

/** Kind of entry, its direction, what the statement says, and whether there is somebody on the other side. */
const ENTRIES = [
  { type: 'PIX', way: 'CREDITO', name: 'Pix recebido', hasPartie: true },
  { type: 'PIX', way: 'DEBITO', name: 'Pix enviado', hasPartie: true },
  { type: 'PIX', way: 'DEBITO', name: 'Pix enviado', hasPartie: true },
  { type: 'CARTAO', way: 'DEBITO', name: 'Compra no débito', hasPartie: false },
  { type: 'CARTAO', way: 'DEBITO', name: 'Supermercado', hasPartie: false },
  { type: 'BOLETO', way: 'DEBITO', name: 'Pagamento de boleto', hasPartie: false },
  { type: 'CONVENIO_ARRECADACAO', way: 'DEBITO', name: 'Conta de luz', hasPartie: false },
  { type: 'TED', way: 'CREDITO', name: 'TED recebida', hasPartie: true },
  { type: 'FOLHA_PAGAMENTO', way: 'CREDITO', name: 'Salário', hasPartie: false },
  { type: 'SAQUE', way: 'DEBITO', name: 'Saque em caixa eletrônico', hasPartie: false },
  { type: 'DEPOSITO', way: 'CREDITO', name: 'Depósito', hasPartie: false },
  { type: 'PACOTE_TARIFA_SERVICOS', way: 'DEBITO', name: 'Tarifa do pacote de serviços', hasPartie: false },
] as const;

export const accountEntry: RowPortrait = (_subject, _dice, { id, at, dice }) => {
  const { type, way, name, hasPartie } = dice.pick('entry', ENTRIES);
  return {
    transactionId: id,
    completedAuthorisedPaymentType: 'TRANSACAO_EFETIVADA',
    creditDebitType: way,
    transactionName: name,
    type,
    transactionAmount: money(BigInt(dice.whole('amount', 500, 450_000))),
    transactionDateTime: millisecondsOf(at),
    ...partie(dice, hasPartie),
  };
};

const NO_PARTIE: Known = {
  partieCnpjCpf: undefined,
  partiePersonType: undefined,
  partieCompeCode: undefined,
  partieBranchCode: undefined,
  partieNumber: undefined,
  partieCheckDigit: undefined,
};

function partie(dice: Dice, isKnown: boolean): Known {
  if (!isKnown) return NO_PARTIE;
  const isPerson = !dice.once('company', 3);
  return {
    partieCnpjCpf: isPerson ? cpfFrom(dice) : cnpjFrom(dice),
    partiePersonType: isPerson ? 'PESSOA_NATURAL' : 'PESSOA_JURIDICA',
    partieCompeCode: dice.pick('bank', ['997', '998']),
    partieBranchCode: `0${dice.digits('branch', 3)}`,
    partieNumber: `${dice.whole('number', 1, 9)}${dice.digits('number', 7)}`,
    partieCheckDigit: dice.digits('dv', 1),
  };
}
