/** The permissions a consent may ask for, group by group; each group also has RESOURCES_READ. Consents 3.3.1, info. */
const CREDIT = ['LOANS', 'FINANCINGS', 'UNARRANGED_ACCOUNTS_OVERDRAFT', 'INVOICE_FINANCINGS'].flatMap((product) =>
  ['READ', 'WARRANTIES_READ', 'SCHEDULED_INSTALMENTS_READ', 'PAYMENTS_READ'].map((what) => `${product}_${what}`),
);
const INVESTMENTS = ['BANK_FIXED_INCOMES', 'CREDIT_FIXED_INCOMES', 'VARIABLE_INCOMES', 'TREASURE_TITLES', 'FUNDS'].map(
  (product) => `${product}_READ`,
);

const GROUPS: readonly (readonly string[])[] = [
  ['CUSTOMERS_PERSONAL_IDENTIFICATIONS_READ'],
  ['CUSTOMERS_PERSONAL_ADITTIONALINFO_READ'],
  ['CUSTOMERS_BUSINESS_IDENTIFICATIONS_READ'],
  ['CUSTOMERS_BUSINESS_ADITTIONALINFO_READ'],
  ['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ'],
  ['ACCOUNTS_READ', 'ACCOUNTS_OVERDRAFT_LIMITS_READ'],
  ['ACCOUNTS_READ', 'ACCOUNTS_TRANSACTIONS_READ'],
  ['CREDIT_CARDS_ACCOUNTS_READ', 'CREDIT_CARDS_ACCOUNTS_LIMITS_READ'],
  ['CREDIT_CARDS_ACCOUNTS_READ', 'CREDIT_CARDS_ACCOUNTS_TRANSACTIONS_READ'],
  ['CREDIT_CARDS_ACCOUNTS_READ', 'CREDIT_CARDS_ACCOUNTS_BILLS_READ', 'CREDIT_CARDS_ACCOUNTS_BILLS_TRANSACTIONS_READ'],
  CREDIT,
  INVESTMENTS,
  ['EXCHANGES_READ'],
];

const KNOWN = new Set([...GROUPS.flat(), 'RESOURCES_READ']);

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
  const covered = new Set(GROUPS.filter((group) => group.every((permission) => asked.has(permission))).flat());
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
