import express, { type RequestHandler } from 'express';
import type { OpenFinanceApi } from '../api.js';
import type { ActiveCase } from '../consents/access.js';
import type { Holding } from '../holdings/holding.js';
import type { Permission, ResourceType } from '../vocabulary.js';
import { uuidFrom } from '../../core/ids.js';
import { addDays } from '../../core/duration.js';
import { envelopeOf, oneAnswer, pageAnswer } from './answers.js';
import { accountNumbers } from './data/accounts.js';
import {
  companyIdentification,
  companyQualification,
  personIdentification,
  personQualification,
  type Registered,
  type Relation,
  relations,
} from './data/customers.js';
import { Dice } from './data/dice.js';
import type { Known } from './data/known.js';
import { make } from './data/make.js';
import { SchemaSource } from './data/schema.js';
import { requireRegistration } from './gate.js';
import { basePathOf, type MonthlyCalls } from './product.js';
import { type ProductHouse, serve } from './serving.js';

const FAMILY = 'customers';
const VERSION = '2.2.1';

/** One `GET` of the Customers API. Registration data are never resources. */
interface Row {
  readonly path: string;
  readonly permission: Permission;
  readonly monthly: MonthlyCalls;
  readonly portrait: (one: Registered, dice: Dice, held: readonly Relation[]) => Known;
}

const related: Row['portrait'] = (one, _dice, held) => relations(one, held);
const row = (path: string, permission: Permission, portrait: Row['portrait']): Row => ({
  path,
  permission,
  monthly: 8,
  portrait,
});

const ROWS: readonly Row[] = [
  row('/personal/identifications', 'CUSTOMERS_PERSONAL_IDENTIFICATIONS_READ', personIdentification),
  row('/personal/qualifications', 'CUSTOMERS_PERSONAL_ADITTIONALINFO_READ', personQualification),
  row('/personal/financial-relations', 'CUSTOMERS_PERSONAL_ADITTIONALINFO_READ', related),
  row('/business/identifications', 'CUSTOMERS_BUSINESS_IDENTIFICATIONS_READ', companyIdentification),
  row('/business/qualifications', 'CUSTOMERS_BUSINESS_ADITTIONALINFO_READ', companyQualification),
  row('/business/financial-relations', 'CUSTOMERS_BUSINESS_ADITTIONALINFO_READ', related),
];

const isPagedOn = (path: string): boolean => path.endsWith('/identifications');

/** Who the customer is: identifications, qualifications and relations, of a person or of a company. */
export function customersApi(house: ProductHouse): OpenFinanceApi {
  const basePath = basePathOf(FAMILY, VERSION);
  const spec = `openfinance/${FAMILY}-${VERSION}.yaml`;
  const routes = express.Router({ caseSensitive: true, strict: true });
  for (const { path, monthly, portrait } of ROWS) {
    const isPaged = isPagedOn(path);
    const handle: RequestHandler = (req, res) =>
      serve(house, { req, res }, { family: FAMILY, basePath, path, monthly, isPaged }, async (subject, here) => {
        requireRegistration(subject);
        const source = await SchemaSource.of(house.specFile(spec));
        const schema = source.dataOf(path);
        const envelope = envelopeOf(source, path);
        const write = (): unknown => registered(source, subject, schema.items ?? schema, portrait);
        return isPaged ? pageAnswer({ all: [subject], write }, here, envelope) : oneAnswer(write(), here, envelope);
      });
    routes.get(path, handle);
  }
  return {
    name: FAMILY,
    title: `Customers ${VERSION}`,
    basePath,
    spec,
    version: VERSION,
    scope: FAMILY,
    operations: ROWS.map(({ path, permission }) => ({ method: 'GET', path, permission, isPaged: isPagedOn(path) })),
    routes,
  };
}

/** Everybody is a customer since then at the latest: nothing a consent or a new product could move. */
const CUSTOMER_SINCE = Date.UTC(2012, 0, 2);
/** On a clock set before that: so many days. */
const ACQUAINTED = 30;

function registered(
  source: SchemaSource,
  { customer, holdings, now }: ActiveCase,
  schema: Parameters<typeof make>[1],
  portrait: Row['portrait'],
): unknown {
  const { customerId, name: customerName } = customer;
  const held = holdings.filter(({ contractedAt }) => contractedAt <= now);
  const since = held.map(({ contractedAt }) => contractedAt);
  const contractedAt = Math.min(...since, CUSTOMER_SINCE, addDays(now, -ACQUAINTED));
  const one = { customerId, customerName, contractedAt, now };
  const dice = new Dice(customerId);
  const id = uuidFrom(`customer ${customerId}`);
  const known = { personalId: id, businessId: id, ...portrait(one, dice, held.filter(inForce(now)).map(relationOf)) };
  const subject = { ...one, type: 'ACCOUNT' as const, resourceId: id, isJoint: false };
  return make({ source, subject, known }, schema, dice, '');
}

const inForce =
  (now: number) =>
  ({ closedAt = Number.POSITIVE_INFINITY, shareable }: Holding): boolean =>
    shareable && closedAt > now;

/** What the relations call a product of each type; an account is called by its own type. */
const PRODUCT_NAMES: Readonly<Partial<Record<ResourceType, string>>> = {
  CREDIT_CARD_ACCOUNT: 'CARTAO_CREDITO',
  LOAN: 'OPERACAO_CREDITO',
  FINANCING: 'OPERACAO_CREDITO',
  UNARRANGED_ACCOUNT_OVERDRAFT: 'OPERACAO_CREDITO',
  INVOICE_FINANCING: 'OPERACAO_CREDITO',
  EXCHANGE: 'OPERACOES_CAMBIO',
};

function relationOf({ type, resourceId, customerId, initial }: Holding): Relation {
  if (type !== 'ACCOUNT') return { product: PRODUCT_NAMES[type] ?? 'INVESTIMENTO' };
  const account = { resourceId, isJoint: initial === 'PENDING_AUTHORISATION' };
  return { product: accountNumbers({ customerId, ...account }, new Dice(resourceId)).type, account };
}
