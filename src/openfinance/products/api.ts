import express, { type Request, type RequestHandler } from 'express';
import { admittedOf } from '../admission.js';
import type { OpenFinanceApi } from '../api.js';
import type { OpenFinanceContext } from '../context.js';
import { answerTo } from './answer.js';
import { type Here, queryOf } from './answers.js';
import { SchemaSource } from './data/schema.js';
import { basePathOf, type Endpoint, type Product } from './product.js';

/** What the product APIs need of the house. */
export interface ProductHouse extends OpenFinanceContext {
  originOf(req: Request): string;
  specFile(name: string): string;
}

/** The API of one product family, from its row. */
export function productApi(house: ProductHouse, product: Product): OpenFinanceApi {
  const { family, version } = product;
  const basePath = basePathOf(family, version);
  const spec = `openfinance/${family}-${version}.yaml`;
  const routes = express.Router({ caseSensitive: true, strict: true });
  for (const endpoint of product.endpoints) {
    const handle: RequestHandler = async (req, res) => {
      const subject = admittedOf(res);
      const { customer, now } = subject;
      const source = await SchemaSource.of(house.specFile(spec));
      const contents = { source, product, endpoint, customer, now };
      const params = req.params as Record<string, string>;
      const here = hereOf(house, basePath, req, now);
      res.json(answerTo({ contents, subject, here, params, retention: house.settings.retention }));
    };
    routes.get(routeOf(endpoint.path), handle);
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
export const routeOf = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

const operationOf = ({ path, permission, errorTotals = false }: Endpoint) => ({
  method: 'GET',
  path,
  permission,
  errorTotals,
});

export const hereOf = (house: ProductHouse, basePath: string, req: Request, now: number): Here => ({
  url: `${house.originOf(req)}${basePath}${req.path}`,
  query: queryOf(req),
  now,
  maxPageSize: house.settings.maxPageSize,
});

/** What `x-v` says: the document's version, unless the configuration says otherwise. */
export const announcedVersion = ({ settings }: ProductHouse, family: string, version: string): string =>
  settings.apiVersion.findLast((announced) => announced.family === family)?.version ?? version;
