/** The permissions of the groups, as requests spell them. Consents 3.3.1. */
const CREDIT = ['LOANS', 'FINANCINGS', 'UNARRANGED_ACCOUNTS_OVERDRAFT', 'INVOICE_FINANCINGS'].flatMap((product) =>
  ['READ', 'WARRANTIES_READ', 'SCHEDULED_INSTALMENTS_READ', 'PAYMENTS_READ'].map((what) => `${product}_${what}`),
);
const INVESTMENTS = ['BANK_FIXED_INCOMES', 'CREDIT_FIXED_INCOMES', 'VARIABLE_INCOMES', 'TREASURE_TITLES', 'FUNDS'].map(
  (product) => `${product}_READ`,
);
const withResources = (...permissions: readonly string[]): readonly string[] => [...permissions, 'RESOURCES_READ'];

export const GROUPS = {
  person: withResources('CUSTOMERS_PERSONAL_IDENTIFICATIONS_READ'),
  personMore: withResources('CUSTOMERS_PERSONAL_ADITTIONALINFO_READ'),
  company: withResources('CUSTOMERS_BUSINESS_IDENTIFICATIONS_READ'),
  companyMore: withResources('CUSTOMERS_BUSINESS_ADITTIONALINFO_READ'),
  balances: withResources('ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ'),
  limits: withResources('ACCOUNTS_READ', 'ACCOUNTS_OVERDRAFT_LIMITS_READ'),
  statements: withResources('ACCOUNTS_READ', 'ACCOUNTS_TRANSACTIONS_READ'),
  cardLimits: withResources('CREDIT_CARDS_ACCOUNTS_READ', 'CREDIT_CARDS_ACCOUNTS_LIMITS_READ'),
  cardTransactions: withResources('CREDIT_CARDS_ACCOUNTS_READ', 'CREDIT_CARDS_ACCOUNTS_TRANSACTIONS_READ'),
  cardBills: withResources(
    'CREDIT_CARDS_ACCOUNTS_READ',
    'CREDIT_CARDS_ACCOUNTS_BILLS_READ',
    'CREDIT_CARDS_ACCOUNTS_BILLS_TRANSACTIONS_READ',
  ),
  credit: withResources(...CREDIT),
  investments: withResources(...INVESTMENTS),
  exchange: withResources('EXCHANGES_READ'),
} as const;

/** Everything a person can give. */
export const ALL: readonly string[] = [
  ...new Set(
    Object.entries(GROUPS)
      .filter(([name]) => !name.startsWith('company'))
      .flatMap(([, permissions]) => permissions),
  ),
];
