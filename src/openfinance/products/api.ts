import express, { type RequestHandler } from 'express';
import type { OpenFinanceApi } from '../api.js';
import { answerTo } from './answer.js';
import { SchemaSource } from './data/schema.js';
import { basePathOf, type Endpoint, type Product } from './product.js';
import { type ProductHouse, serve } from './serving.js';

/** The API of one product family, from its row. */
export function productApi(house: ProductHouse, product: Product): OpenFinanceApi {
  const { family, version } = product;
  const basePath = basePathOf(family, version);
  const spec = `openfinance/${family}-${version}.yaml`;
  const routes = express.Router({ caseSensitive: true, strict: true });
  for (const endpoint of product.endpoints) {
    const { path, monthly, rows, parts } = endpoint;
    const isPaged = path === product.list || rows !== undefined || parts !== undefined;
    const handle: RequestHandler = (req, res) =>
      serve(house, { req, res }, { family, basePath, path, monthly, isPaged }, async (subject, here) => {
        const source = await SchemaSource.of(house.specFile(spec));
        const contents = { source, product, endpoint, customer: subject.customer, now: subject.now };
        const params = req.params as Record<string, string>;
        return answerTo({ contents, subject, here, params, retention: house.settings.retention });
      });
    routes.get(routeOf(path), handle);
  }
  return {
    name: family,
    title: product.title,
    basePath,
    spec,
    version: announcedVersion(house, family, version),
    scope: product.scope,
    sells: product.type,
    operations: product.endpoints.map(operationOf),
    routes,
  };
}

/** `/contracts/{contractId}` as Express writes it. */
const routeOf = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

const operationOf = ({ path, permission, errorTotals = false }: Endpoint) => ({
  method: 'GET',
  path,
  permission,
  errorTotals,
});

/** What `x-v` says: the document's version, unless the configuration says otherwise. */
export const announcedVersion = ({ settings }: ProductHouse, family: string, version: string): string =>
  settings.apiVersion.findLast((announced) => announced.family === family)?.version ?? version;
