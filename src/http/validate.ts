import type { RequestHandler } from 'express';
import * as OpenApiValidator from 'express-openapi-validator';

/** Any absolute http(s) URL: links must be callable on localhost and on an address too. */
const isHttpUrl = (text: string): boolean => /^https?:\/\/[^\s/]+/.test(text) && URL.canParse(text);

/**
 * Holds requests and answers to the API's document. The document is read and compiled at the first request, so that
 * starting does not pay for APIs nobody calls. Credentials are checked by the family before this stage.
 */
export function validate(specFile: string): RequestHandler {
  let stages: RequestHandler[] | undefined;
  return (req, res, next) => {
    stages ??= OpenApiValidator.middleware({
      apiSpec: specFile,
      validateApiSpec: false,
      validateRequests: { allowUnknownQueryParameters: true },
      validateResponses: true,
      validateSecurity: false,
      formats: { url: { type: 'string', validate: isHttpUrl } },
    }) as unknown as RequestHandler[];
    runInOrder(stages, 0)(req, res, next);
  };
}

const runInOrder =
  (stages: readonly RequestHandler[], index: number): RequestHandler =>
  (req, res, next) => {
    const stage = stages[index];
    if (!stage) return next();
    return stage(req, res, (error?: unknown) => (error ? next(error) : runInOrder(stages, index + 1)(req, res, next)));
  };
