import express, { type Request, type RequestHandler } from 'express';
import { addDays } from '../../core/duration.js';
import { admittedOf } from '../admission.js';
import type { OpenFinanceApi } from '../api.js';
import type { ActiveCase } from '../consents/access.js';
import type { OpenFinanceContext } from '../context.js';
import type { Holding } from '../holdings/holding.js';
import { refusal } from '../wire/errors.js';
import { envelopeOf, type Here, oneAnswer, pageAnswer, queryOf, wholeAnswer } from './answers.js';
import { type Contents, contentOf, rowsOf } from './contents.js';
import { dayOf, occurrences } from './data/calendar.js';
import { SchemaSource } from './data/schema.js';
import { readDays } from './filters.js';
import { availableHoldings, requireAvailable, requireSold } from './gate.js';
import { basePath, type Endpoint, type Product } from './product.js';

/** What the product APIs need of the house. */
export interface ProductHouse extends OpenFinanceContext {
  originOf(req: Request): string;
  specFile(name: string): string;
}

/** The API of one product family, from its row. */
export function productApi(house: ProductHouse, product: Product): OpenFinanceApi {
  const base = basePath(product);
  const spec = `openfinance/${product.family}-${product.version}.yaml`;
  let source: Promise<SchemaSource> | undefined;
  const routes = express.Router({ caseSensitive: true, strict: true });
  for (const endpoint of product.endpoints) {
    const handle: RequestHandler = async (req, res) => {
      const subject = admittedOf(res);
      requireSold(subject, product.type, subject.now);
      source ??= SchemaSource.read(house.specFile(spec));
      const contents: Contents = { source: await source, product, customer: subject.customer, now: subject.now };
      const url = `${house.originOf(req)}${base}${req.path}`;
      const here: Here = { url, query: queryOf(req), now: subject.now, maxPageSize: house.settings.maxPageSize };
      res.json(answer(house, contents, { endpoint, subject, here, params: req.params as Record<string, string> }));
    };
    routes.get(endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1'), handle);
  }
  return {
    name: product.family,
    title: product.title,
    basePath: base,
    spec,
    version: versionOf(house, product),
    scope: product.scope,
    operations: product.endpoints.map(({ path, permission }) => ({ method: 'GET', path, permission })),
    routes,
  };
}

/** What `x-v` says: the document's version, unless the configuration says otherwise. */
const versionOf = ({ settings }: ProductHouse, { family, version }: Product): string =>
  settings.apiVersion.findLast((announced) => announced.family === family)?.version ?? version;

interface Call {
  readonly endpoint: Endpoint;
  readonly subject: ActiveCase;
  readonly here: Here;
  readonly params: Readonly<Record<string, string>>;
}

function answer({ settings: { retention } }: ProductHouse, contents: Contents, call: Call): object {
  const { source, product } = contents;
  const { endpoint, subject, here, params } = call;
  const schema = source.dataOf(endpoint.path);
  const envelope = envelopeOf(source, endpoint.path);
  if (endpoint.path === product.list) {
    const items = availableHoldings(subject, product.type, retention).map((holding) =>
      contentOf(contents, holding, schema.items ?? {}),
    );
    return pageAnswer(items, here, envelope);
  }
  const { brokerNoteId } = params;
  if (brokerNoteId !== undefined) {
    const holding = holdingOfNote(contents, subject, brokerNoteId, retention);
    return oneAnswer(contentOf(contents, holding, schema, { brokerNoteId }), here, envelope);
  }
  const holding = requireAvailable(subject, product.type, params[product.idField] ?? '', retention);
  if (endpoint.rows) {
    if (params['billId'] !== undefined) requireBill(contents, holding, params['billId']);
    const days = readDays(here.query, endpoint.rows, contents.now);
    return pageAnswer(
      rowsOf(contents, holding, { schema: schema.items ?? {}, rows: endpoint.rows, ...days }),
      here,
      envelope,
    );
  }
  const content = contentOf(contents, holding, schema);
  if (!Array.isArray(content)) return oneAnswer(content, here, envelope);
  return envelope.links.includes('next') ? pageAnswer(content, here, envelope) : wholeAnswer(content, here, envelope);
}

/** How far back notes and bills are looked for. Civil days. */
const LOOK_BACK = 400;

const yearOf = ({ now }: Contents, holding: Holding) => ({
  from: dayOf(addDays(now, -LOOK_BACK)),
  to: dayOf(now),
  bornAt: holding.contractedAt,
  now,
});

/** @throws ApiError 403 when no bill of the card has this id. */
function requireBill(contents: Contents, holding: Holding, billId: string): void {
  const bills = occurrences(holding.resourceId, 'bill', yearOf(contents, holding));
  if (!bills.some(({ id }) => id === billId)) throw refusal('RESOURCE_UNKNOWN');
}

/** The AVAILABLE investment a broker note is about. @throws ApiError 403 when none has it. */
function holdingOfNote(contents: Contents, subject: ActiveCase, noteId: string, retention: string): Holding {
  const found = availableHoldings(subject, contents.product.type, retention).find((holding) =>
    occurrences(holding.resourceId, 'movement', yearOf(contents, holding)).some(({ id }) => id === noteId),
  );
  if (!found) throw refusal('RESOURCE_UNKNOWN');
  return found;
}
