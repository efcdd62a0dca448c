import type { Instant } from '../core/instant.js';

/** RES-030, in the order of the official enumeration. */
export const STATUSES = ['AVAILABLE', 'UNAVAILABLE', 'TEMPORARILY_UNAVAILABLE', 'PENDING_AUTHORISATION'] as const;
export type Status = (typeof STATUSES)[number];

/** RES-006, in the order of the official enumeration. */
export const RESOURCE_TYPES = [
  'ACCOUNT',
  'CREDIT_CARD_ACCOUNT',
  'LOAN',
  'FINANCING',
  'UNARRANGED_ACCOUNT_OVERDRAFT',
  'INVOICE_FINANCING',
  'BANK_FIXED_INCOME',
  'CREDIT_FIXED_INCOME',
  'VARIABLE_INCOME',
  'TREASURE_TITLE',
  'FUND',
  'EXCHANGE',
] as const;
export type ResourceType = (typeof RESOURCE_TYPES)[number];

/** Who a customer is: no resource, but shared, blocked and approved like one. PRD-014. */
export const REGISTRATION = 'REGISTRATION';

/** Whatever has a status of its own. */
export type Kind = ResourceType | typeof REGISTRATION;

/** How the customer chooses at confirmation. RES-020, RES-022, RES-023. */
export type SelectionMode = 'individual' | 'grouped-resources' | 'grouped-products';

/** What the rules of the list need to know of a resource type. */
export interface ResourceTypeRow {
  /** Directory family, and the first segment of the product API's path. */
  readonly family: string;
  readonly permission: Permission;
  readonly mode: SelectionMode;
  /** May leave UNAVAILABLE when it moves again. RES-036. */
  readonly returns: boolean;
  /** Why a holding of this type may not be shared at all; the rule that says so. */
  readonly unshareable: string;
}

const individual = (family: string, permission: Permission, unshareable: string): ResourceTypeRow => ({
  family,
  permission,
  mode: 'individual',
  returns: false,
  unshareable,
});
const credit = (family: string, permission: Permission): ResourceTypeRow => ({
  family,
  permission,
  mode: 'grouped-products',
  returns: false,
  unshareable: 'RES-040',
});
const investment = (family: string, permission: Permission, returns = false): ResourceTypeRow => ({
  family,
  permission,
  mode: 'grouped-products',
  returns,
  unshareable: 'RES-024',
});

export const TYPES: Readonly<Record<ResourceType, ResourceTypeRow>> = {
  ACCOUNT: individual('accounts', 'ACCOUNTS_READ', 'RES-031'),
  CREDIT_CARD_ACCOUNT: individual('credit-cards-accounts', 'CREDIT_CARDS_ACCOUNTS_READ', 'RES-042'),
  LOAN: credit('loans', 'LOANS_READ'),
  FINANCING: credit('financings', 'FINANCINGS_READ'),
  UNARRANGED_ACCOUNT_OVERDRAFT: credit('unarranged-accounts-overdraft', 'UNARRANGED_ACCOUNTS_OVERDRAFT_READ'),
  INVOICE_FINANCING: credit('invoice-financings', 'INVOICE_FINANCINGS_READ'),
  BANK_FIXED_INCOME: investment('bank-fixed-incomes', 'BANK_FIXED_INCOMES_READ'),
  CREDIT_FIXED_INCOME: investment('credit-fixed-incomes', 'CREDIT_FIXED_INCOMES_READ'),
  VARIABLE_INCOME: investment('variable-incomes', 'VARIABLE_INCOMES_READ', true),
  TREASURE_TITLE: investment('treasure-titles', 'TREASURE_TITLES_READ'),
  FUND: investment('funds', 'FUNDS_READ', true),
  EXCHANGE: { ...investment('exchanges', 'EXCHANGES_READ'), mode: 'grouped-resources', unshareable: 'RES-041' },
};

/** CON-4.3.1: the 36 values a consent may ask for. */
export const PERMISSIONS = [
  'ACCOUNTS_READ',
  'ACCOUNTS_BALANCES_READ',
  'ACCOUNTS_TRANSACTIONS_READ',
  'ACCOUNTS_OVERDRAFT_LIMITS_READ',
  'CREDIT_CARDS_ACCOUNTS_READ',
  'CREDIT_CARDS_ACCOUNTS_BILLS_READ',
  'CREDIT_CARDS_ACCOUNTS_BILLS_TRANSACTIONS_READ',
  'CREDIT_CARDS_ACCOUNTS_LIMITS_READ',
  'CREDIT_CARDS_ACCOUNTS_TRANSACTIONS_READ',
  'CUSTOMERS_PERSONAL_IDENTIFICATIONS_READ',
  'CUSTOMERS_PERSONAL_ADITTIONALINFO_READ',
  'CUSTOMERS_BUSINESS_IDENTIFICATIONS_READ',
  'CUSTOMERS_BUSINESS_ADITTIONALINFO_READ',
  'FINANCINGS_READ',
  'FINANCINGS_SCHEDULED_INSTALMENTS_READ',
  'FINANCINGS_PAYMENTS_READ',
  'FINANCINGS_WARRANTIES_READ',
  'INVOICE_FINANCINGS_READ',
  'INVOICE_FINANCINGS_SCHEDULED_INSTALMENTS_READ',
  'INVOICE_FINANCINGS_PAYMENTS_READ',
  'INVOICE_FINANCINGS_WARRANTIES_READ',
  'LOANS_READ',
  'LOANS_SCHEDULED_INSTALMENTS_READ',
  'LOANS_PAYMENTS_READ',
  'LOANS_WARRANTIES_READ',
  'UNARRANGED_ACCOUNTS_OVERDRAFT_READ',
  'UNARRANGED_ACCOUNTS_OVERDRAFT_SCHEDULED_INSTALMENTS_READ',
  'UNARRANGED_ACCOUNTS_OVERDRAFT_PAYMENTS_READ',
  'UNARRANGED_ACCOUNTS_OVERDRAFT_WARRANTIES_READ',
  'RESOURCES_READ',
  'BANK_FIXED_INCOMES_READ',
  'CREDIT_FIXED_INCOMES_READ',
  'FUNDS_READ',
  'VARIABLE_INCOMES_READ',
  'TREASURE_TITLES_READ',
  'EXCHANGES_READ',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export const isPermission = (text: string): text is Permission => (PERMISSIONS as readonly string[]).includes(text);

/** RES-004. */
export const RESOURCE_ID = /^[a-zA-Z0-9][a-zA-Z0-9-]{0,99}$/;

/** Something that happened, or is scheduled to: the status a holding takes from `at` (included) on. */
export interface StatusFact {
  readonly at: Instant;
  readonly to: Status;
  /** Why, in a word or two: who or what brought it about. */
  readonly cause: string;
}
