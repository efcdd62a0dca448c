const CREDIT = ['LOANS', 'FINANCINGS', 'UNARRANGED_ACCOUNTS_OVERDRAFT', 'INVOICE_FINANCINGS'].flatMap((product) =>
  ['READ', 'WARRANTIES_READ', 'SCHEDULED_INSTALMENTS_READ', 'PAYMENTS_READ'].map((what) => `${product}_${what}`),
);
const INVESTMENTS = ['BANK_FIXED_INCOMES', 'CREDIT_FIXED_INCOMES', 'VARIABLE_INCOMES', 'TREASURE_TITLES', 'FUNDS'].map(
  (product) => `${product}_READ`,
);

const withResources = (...permissions: readonly string[]): readonly string[] => [...permissions, 'RESOURCES_READ'];

/** The permissions a consent may ask for, group by group, as requests spell them. Consents 3.3.1, info. */
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

/** What each group has besides RESOURCES_READ. */
const MEMBERS = Object.values<readonly string[]>(GROUPS).map((group) =>
  group.filter((permission) => permission !== 'RESOURCES_READ'),
);
const KNOWN = new Set(Object.values<readonly string[]>(GROUPS).flat());

/** What is wrong with the permissions a consent asks for. */
export interface PermissionFaults {
  readonly unknown: readonly string[];
  readonly repeated: readonly string[];
  /** Permissions that no complete group brings along. */
  readonly loose: readonly string[];
  readonly lacksResources: boolean;
  readonly mixesPersons: boolean;
}

export function faultsIn(permissions: readonly string[]): PermissionFaults {
  const asked = new Set(permissions);
  const covered = new Set(MEMBERS.filter((group) => group.every((permission) => asked.has(permission))).flat());
  return {
    unknown: [...asked].filter((permission) => !KNOWN.has(permission)),
    repeated: [...new Set(permissions.filter((permission, place) => permissions.indexOf(permission) !== place))],
    loose: [...asked].filter(
      (permission) => KNOWN.has(permission) && permission !== 'RESOURCES_READ' && !covered.has(permission),
    ),
    lacksResources: !asked.has('RESOURCES_READ'),
    mixesPersons: ['CUSTOMERS_PERSONAL', 'CUSTOMERS_BUSINESS'].every((prefix) =>
      permissions.some((permission) => permission.startsWith(prefix)),
    ),
  };
}
