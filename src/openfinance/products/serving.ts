import type { Request, Response } from 'express';
import { admittedOf } from '../admission.js';
import type { ActiveCase } from '../consents/access.js';
import type { OpenFinanceContext } from '../context.js';
import { queryOf } from '../wire/pagination.js';
import { type Here, PAGINATION_KEY } from './answers.js';
import { filtersOf } from './filters.js';
import { type Counted, requireMonthly, requireTraffic } from './limits.js';
import type { MonthlyCalls } from './product.js';
import { paginationKey } from './pagination-key.js';

/** What the product APIs need of the house. */
export interface ProductHouse extends OpenFinanceContext {
  originOf(req: Request): string;
  specFile(name: string): string;
}

/** What is served: an endpoint of a family, as the limits and the links see it. */
export interface Served {
  readonly family: string;
  readonly basePath: string;
  readonly path: string;
  readonly monthly: MonthlyCalls;
  readonly isPaged: boolean;
}

/** Answers an admitted request with 200 and what `answer` makes of it, within the limits when there are any. */
export async function serve(
  house: ProductHouse,
  { req, res }: { readonly req: Request; readonly res: Response },
  served: Served,
  answer: (subject: ActiveCase, here: Here) => Promise<object>,
): Promise<void> {
  const subject = admittedOf(res);
  const isLimited = house.settings.limits === 'official';
  const call = countedAs(served, subject, req.params as Record<string, string>);
  if (isLimited) await requireTraffic(house, call);
  const query = queryOf(req);
  const url = `${house.originOf(req)}${served.basePath}${req.path}`;
  const question = {
    consentId: subject.consent.consentId,
    path: `${served.basePath}${req.path}`,
    filters: filtersOf(query).toString(),
  };
  const time = { received: query.get(PAGINATION_KEY), now: subject.now };
  const page = served.isPaged ? await paginationKey(house.store, question, time) : undefined;
  const here = { url, query, now: subject.now, maxPageSize: house.settings.maxPageSize };
  const body = await answer(subject, { ...here, ...(page && { paginationKey: page.key }) });
  if (isLimited && page?.isKnown !== true) await requireMonthly(house, call);
  res.json(body);
}

/** The last id of the path is the smallest object; a path without any is about the consent. */
const countedAs = (
  { family, path, monthly }: Served,
  { consent, customer, now }: ActiveCase,
  params: Readonly<Record<string, string>>,
): Counted => ({
  clientId: consent.clientId,
  customerId: customer.customerId,
  family,
  path,
  monthly,
  now,
  object: Object.values(params).at(-1) ?? consent.consentId,
});
