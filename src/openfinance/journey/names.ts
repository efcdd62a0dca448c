import type { Bilingual, Language } from '../../core/text.js';
import type { Instant } from '../../core/instant.js';
import type { Customer } from '../holdings/customer.js';
import type { Holding } from '../holdings/holding.js';
import { accountNumbers } from '../products/data/accounts.js';
import { cardFace } from '../products/data/cards.js';
import { Dice } from '../products/data/dice.js';
import type { ResourceType } from '../vocabulary.js';

const say = (pt: string, en: string): Bilingual => ({ pt, en });

/** Products as customers know them. */
export const TYPE_NAMES: Readonly<Record<ResourceType, Bilingual>> = {
  ACCOUNT: say('Conta', 'Account'),
  CREDIT_CARD_ACCOUNT: say('Cartão de crédito', 'Credit card'),
  LOAN: say('Empréstimos', 'Loans'),
  FINANCING: say('Financiamentos', 'Financing'),
  UNARRANGED_ACCOUNT_OVERDRAFT: say('Adiantamento a depositantes', 'Unarranged overdrafts'),
  INVOICE_FINANCING: say('Direitos creditórios descontados', 'Discounted receivables'),
  BANK_FIXED_INCOME: say('Renda fixa bancária', 'Bank fixed income'),
  CREDIT_FIXED_INCOME: say('Renda fixa crédito', 'Credit fixed income'),
  VARIABLE_INCOME: say('Renda variável', 'Variable income'),
  TREASURE_TITLE: say('Títulos do Tesouro Direto', 'Treasury bonds'),
  FUND: say('Fundos de investimento', 'Investment funds'),
  EXCHANGE: say('Operações de câmbio', 'Exchange operations'),
};

/** What the official permission groups are called in English; in Portuguese they have their own names. */
const GROUP_NAMES: Readonly<Record<string, string>> = {
  'Dados Cadastrais PF': 'Personal registration data',
  'Informações complementares PF': 'Personal additional information',
  'Dados Cadastrais PJ': 'Company registration data',
  'Informações complementares PJ': 'Company additional information',
  Saldos: 'Balances',
  Limites: 'Limits',
  Extratos: 'Statements',
  Transações: 'Transactions',
  Faturas: 'Bills',
  'Dados do Contrato': 'Contract data',
  'Dados da Operação (investimentos)': 'Operation data (investments)',
  'Dados da Operação (câmbio)': 'Operation data (exchange)',
};

export const groupName = (name: string, language: Language): string =>
  language === 'en' ? (GROUP_NAMES[name] ?? name) : name;

const ACCOUNT_NAMES: Readonly<Record<string, Bilingual>> = {
  CONTA_DEPOSITO_A_VISTA: say('Conta corrente', 'Current account'),
  CONTA_POUPANCA: say('Conta poupança', 'Savings account'),
  CONTA_PAGAMENTO_PRE_PAGA: say('Conta de pagamento', 'Payment account'),
};

/** How the customer recognises one holding: what it is, and the number on it. The numbers are those the APIs answer. */
export function faceOf(holding: Holding, language: Language): { readonly name: string; readonly number: string } {
  const dice = new Dice(holding.resourceId);
  if (holding.type === 'ACCOUNT') {
    const isJoint = holding.initial === 'PENDING_AUTHORISATION';
    const { type, branchCode, number, checkDigit } = accountNumbers({ ...holding, isJoint }, dice);
    const words = say(
      `Agência ${branchCode}, conta ${number}-${checkDigit}`,
      `Branch ${branchCode}, account ${number}-${checkDigit}`,
    );
    return { name: (ACCOUNT_NAMES[type] ?? TYPE_NAMES.ACCOUNT)[language], number: words[language] };
  }
  if (holding.type === 'CREDIT_CARD_ACCOUNT') {
    const { name, creditCardNetwork, lastDigits } = cardFace(dice);
    const words = say(`${creditCardNetwork}, final ${lastDigits}`, `${creditCardNetwork}, ending ${lastDigits}`);
    return { name, number: words[language] };
  }
  return { name: TYPE_NAMES[holding.type][language], number: '' };
}

/** `529.982.247-25`, `11.222.333/0001-81`. */
export const documentText = ({ customerId, rel }: Pick<Customer, 'customerId' | 'rel'>): string =>
  rel === 'CPF'
    ? customerId.replace(/^(...)(...)(...)(..)$/, '$1.$2.$3-$4')
    : customerId.replace(/^(..)(...)(...)(....)(..)$/, '$1.$2.$3/$4-$5');

const LOCALES: Readonly<Record<Language, string>> = { pt: 'pt-BR', en: 'en-GB' };

/** A day and a time as the customer's wall shows them. */
export const momentText = (instant: Instant, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'America/Sao_Paulo',
  }).format(instant);
