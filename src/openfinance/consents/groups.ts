import { PERMISSIONS, type Permission, type ResourceType } from '../vocabulary.js';

/** A set of permissions that is asked for, and granted, as a whole. CON-4.3.5. */
export interface PermissionGroup {
  readonly name: string;
  readonly permissions: readonly Permission[];
  /** The product that must be sold for the group to be granted; absent when the group is never taken away. */
  readonly needs?: ResourceType;
}

const group = (name: string, permissions: readonly Permission[], needs?: ResourceType): PermissionGroup => ({
  name,
  permissions: [...permissions, 'RESOURCES_READ'],
  ...(needs && { needs }),
});

const account = (name: string, permission: Permission): PermissionGroup =>
  group(name, ['ACCOUNTS_READ', permission], 'ACCOUNT');
const card = (name: string, ...permissions: Permission[]): PermissionGroup =>
  group(name, ['CREDIT_CARDS_ACCOUNTS_READ', ...permissions], 'CREDIT_CARD_ACCOUNT');

const CREDIT = PERMISSIONS.filter((permission) => /^(LOANS|FINANCINGS|UNARRANGED|INVOICE)/.test(permission));
const INVESTMENTS = PERMISSIONS.filter((permission) =>
  /(FIXED_INCOMES|FUNDS|VARIABLE_INCOMES|TITLES)_READ$/.test(permission),
);

/** The thirteen groups. The names are the official ones: they appear on the customer's page. */
export const GROUPS: readonly PermissionGroup[] = [
  group('Dados Cadastrais PF', ['CUSTOMERS_PERSONAL_IDENTIFICATIONS_READ']),
  group('Informações complementares PF', ['CUSTOMERS_PERSONAL_ADITTIONALINFO_READ']),
  group('Dados Cadastrais PJ', ['CUSTOMERS_BUSINESS_IDENTIFICATIONS_READ']),
  group('Informações complementares PJ', ['CUSTOMERS_BUSINESS_ADITTIONALINFO_READ']),
  account('Saldos', 'ACCOUNTS_BALANCES_READ'),
  account('Limites', 'ACCOUNTS_OVERDRAFT_LIMITS_READ'),
  account('Extratos', 'ACCOUNTS_TRANSACTIONS_READ'),
  card('Limites', 'CREDIT_CARDS_ACCOUNTS_LIMITS_READ'),
  card('Transações', 'CREDIT_CARDS_ACCOUNTS_TRANSACTIONS_READ'),
  card('Faturas', 'CREDIT_CARDS_ACCOUNTS_BILLS_READ', 'CREDIT_CARDS_ACCOUNTS_BILLS_TRANSACTIONS_READ'),
  group('Dados do Contrato', CREDIT),
  group('Dados da Operação (investimentos)', INVESTMENTS),
  group('Dados da Operação (câmbio)', ['EXCHANGES_READ']),
];

/** The groups a list of permissions holds completely. */
export const groupsIn = (permissions: readonly Permission[]): readonly PermissionGroup[] =>
  GROUPS.filter((candidate) => candidate.permissions.every((permission) => permissions.includes(permission)));

/** The permissions of some groups, each once, in the official order. */
export function unionOf(groups: readonly PermissionGroup[]): readonly Permission[] {
  const granted = new Set(groups.flatMap(({ permissions }) => permissions));
  return PERMISSIONS.filter((permission) => granted.has(permission));
}

/** Every permission a person, or a company, can be asked for. */
export function allPermissions(rel: 'CPF' | 'CNPJ'): readonly Permission[] {
  const other = rel === 'CPF' ? 'CUSTOMERS_BUSINESS' : 'CUSTOMERS_PERSONAL';
  return PERMISSIONS.filter((permission) => !permission.startsWith(other));
}
