import type { Request, RequestHandler } from 'express';

/** The request's operation, as the validator notes it. */
interface Routed {
  readonly openapi?: { readonly schema?: { readonly requestBody?: { readonly content?: object } } };
}

/**
 * The validator compiles an operation anew for every spelling of `content-type`, and keeps it for good: a caller could
 * fill the memory with `application/json; a=1`, `; a=2` and so on. So it is shown the bare type where the operation
 * knows it, and none where the operation takes no body. What the operation does not know is refused before it is kept.
 * Whoever noted the headers before keeps them as they came.
 */
export const plainMediaType: RequestHandler = (req, _res, next) => {
  const { 'content-type': given, ...others } = req.headers;
  const { schema } = (req as Request & Routed).openapi ?? {};
  if (given === undefined || !schema) return next();
  const plain = (given.split(';')[0] ?? '').trim().toLowerCase();
  const known = schema.requestBody?.content;
  if (!known) req.headers = others;
  else if (given !== plain && plain in known) req.headers = { ...others, 'content-type': plain };
  return next();
};
