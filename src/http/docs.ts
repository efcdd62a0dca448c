import express, { type RequestHandler, type Router } from 'express';
import swaggerUi from 'swagger-ui-express';
import { readYaml } from '../core/packaged.js';

/** A contract document as Swagger UI lists it. */
export interface DocumentEntry {
  readonly name: string;
  readonly title: string;
  readonly file: string;
}

/** Swagger UI over all documents, one entry per API; each is read when it is first shown. */
export function docs(entries: readonly DocumentEntry[]): Router {
  const router = express.Router();
  for (const { name, file } of entries) router.get(`/${name}.json`, document(file));
  router.use(
    swaggerUi.serve,
    swaggerUi.setup(undefined, {
      explorer: true,
      customSiteTitle: 'transmissora',
      swaggerOptions: { urls: entries.map(({ name, title }) => ({ url: `/docs/${name}.json`, name: title })) },
    }) as RequestHandler,
  );
  return router;
}

function document(file: string): RequestHandler {
  let parsed: unknown;
  return async (_req, res) => {
    parsed ??= await readYaml(file);
    res.json(parsed);
  };
}
