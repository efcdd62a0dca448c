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
    const { path, monthly } = endpoint;
    const isPaged = isPagedAt(product, endpoint);
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
    version,
    scope: product.scope,
    sells: product.type,
    operations: product.endpoints.map((endpoint) => operationOf(product, endpoint)),
    routes,
  };
}

/** `/contracts/{contractId}` as Express writes it. */
const routeOf = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

const isPagedAt = ({ list }: Product, { path, rows, parts }: Endpoint): boolean =>
  path === list || rows !== undefined || parts !== undefined;

const operationOf = (product: Product, endpoint: Endpoint) => {
  const { path, permission, errorTotals = false } = endpoint;
  return {
    method: 'GET',
    path,
    isPaged: isPagedAt(product, endpoint),
    permission,
    errorTotals,
  };
};
