import { DAY } from '../../../core/instant.js';
import { accountNumbers } from './accounts.js';
import { dayOf, secondsOf } from './calendar.js';
import { money } from './decimal.js';
import { Dice } from './dice.js';
import { cpfFrom } from './documents.js';
import { INSTITUTION } from './institution.js';
import type { Known } from './known.js';
import { FIRST_NAMES, MOTHERS, PLACES, STREETS } from './names.js';
import { isCompany, type Subject } from './subject.js';
import { personName } from './values.js';

/** A product of the customer's, as far as the relations with the institution tell of it. */
export interface Relation {
  readonly product: string;
  /** Present for an account: what tells it apart. */
  readonly account?: { readonly resourceId: string; readonly isJoint: boolean };
}

/** Whom the registration data are about. */
export type Registered = Pick<Subject, 'customerId' | 'customerName' | 'contractedAt' | 'now'>;

/** The customer's first day: in the years before 1992, as many as `most`. It follows from the document alone. */
const bornAt = (dice: Dice, most: number): number => Date.UTC(1992, 0, 1) - dice.whole('days', 0, most * 365) * DAY;

const updated = ({ now }: Registered): Known => ({ updateDateTime: secondsOf(now), companyCnpj: INSTITUTION.cnpj });

export const personIdentification = (one: Registered, dice: Dice): Known => ({
  ...updated(one),
  civilName: one.customerName,
  socialName: undefined,
  birthDate: dayOf(bornAt(dice, 40)),
  companiesCnpj: [INSTITUTION.cnpj],
  documents: { cpfNumber: one.customerId },
  otherDocuments: [
    { type: 'RG', number: dice.digits('rg', 8), checkDigit: dice.digits('rg dv', 1), additionalInfo: 'SSP/SP' },
  ],
  hasBrazilianNationality: true,
  nationality: undefined,
  filiation: [{ type: 'MAE', civilName: dice.pick('mother', MOTHERS) }],
  contacts: contacts(dice),
});

export const companyIdentification = (one: Registered, dice: Dice): Known => ({
  ...updated(one),
  companyName: one.customerName,
  tradeName: one.customerName,
  incorporationDate: secondsOf(bornAt(dice, 38)),
  cnpjNumber: one.customerId,
  companiesCnpj: [INSTITUTION.cnpj],
  otherDocuments: undefined,
  parties: [
    {
      personType: 'PESSOA_NATURAL',
      type: 'SOCIO',
      civilName: personName(dice.below('partner')),
      startDate: secondsOf(bornAt(dice, 38)),
      shareholding: '1.000000',
      documentType: 'CPF',
      documentNumber: cpfFrom(dice.below('partner')),
      documentCountry: 'BRA',
    },
  ],
  contacts: contacts(dice),
});

function contacts(dice: Dice): Known {
  const { town: townName, state, ibge: ibgeTownCode, area, post } = dice.pick('place', PLACES);
  const address = `${dice.pick('street', STREETS)}, ${dice.whole('number', 1, 2_999)}`;
  const place = { townName, ibgeTownCode, countrySubDivision: state, postCode: `${post}${dice.digits('post', 3)}` };
  const phone = { type: 'MOVEL', countryCallingCode: '55', areaCode: area, number: `9${dice.digits('phone', 8)}` };
  const email = `${dice.pick('box', FIRST_NAMES).toLowerCase()}${dice.digits('box', 3)}@exemplo.com.br`;
  return {
    postalAddresses: [
      { isMain: true, address, districtName: 'Centro', ...place, country: 'Brasil', countryCode: 'BRA' },
    ],
    phones: [{ isMain: true, ...phone }],
    emails: [{ isMain: true, email }],
  };
}

/** The year before this one; there is none before the first. */
const yearBefore = ({ now }: Registered): number => Math.max(Number(dayOf(now).slice(0, 4)) - 1, 1);

export const personQualification = (one: Registered, dice: Dice): Known => ({
  ...updated(one),
  occupationCode: 'CBO',
  occupationDescription: dice.pick('occupation', ['252105', '212405', '234510', '322205']),
  informedIncome: {
    frequency: 'MENSAL',
    amount: money(BigInt(dice.whole('income', 20, 250)) * 10_000n),
    date: `${yearBefore(one)}-12-01`.padStart(10, '0'),
  },
  informedPatrimony: { amount: money(BigInt(dice.whole('wealth', 1, 900)) * 100_000n), year: yearBefore(one) },
});

export const companyQualification = (one: Registered, dice: Dice): Known => ({
  ...updated(one),
  economicActivities: [{ code: dice.pick('activity', ['4711302', '1091101', '6201501', '5611201']), isMain: true }],
  informedRevenue: {
    frequency: 'ANUAL',
    amount: money(BigInt(dice.whole('revenue', 2, 900)) * 1_000_000n),
    year: yearBefore(one),
  },
  informedPatrimony: {
    amount: money(BigInt(dice.whole('wealth', 2, 900)) * 1_000_000n),
    date: `${yearBefore(one)}-12-31`.padStart(10, '0'),
  },
});

/** What binds the customer to the institution; the accounts are the ones the Accounts API would show. */
export const relations = (one: Registered, held: readonly Relation[]): Known => {
  const products = [...new Set(held.map(({ product }) => product))];
  return {
    ...updated(one),
    startDate: secondsOf(one.contractedAt),
    productsServicesType: products.length > 0 ? products : ['OUTROS'],
    productsServicesTypeAdditionalInfo: products.length > 0 ? undefined : 'Cadastro sem produto em vigor',
    procurators: [],
    accounts: held.flatMap(({ account }) => (account ? [accountOf(one, account)] : [])),
    portabilitiesReceived: undefined,
    paychecksBankLink: undefined,
  };
};

function accountOf(one: Registered, account: Exclude<Relation['account'], undefined>): Known {
  const { subtype, ...numbers } = accountNumbers({ ...one, ...account }, new Dice(account.resourceId));
  return isCompany(one) ? numbers : { ...numbers, subtype };
}
