import type { RequestHandler } from 'express';
import { STYLE } from './style.js';

/** The style sheet of every page. */
export const sendStyle: RequestHandler = (_req, res) => {
  res.setHeader('content-type', 'text/css; charset=utf-8');
  res.setHeader('cache-control', 'public, max-age=300');
  res.setHeader('x-content-type-options', 'nosniff');
  res.end(STYLE);
};
