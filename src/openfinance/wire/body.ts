import express, { type RequestHandler } from 'express';
import { requireShallow } from '../../core/nesting.js';

/** The most a body may hold. Bytes. */
const MAX_BODY = 1024 * 1024;
const readJson = express.json({ limit: MAX_BODY, verify: requireShallow });

/** Reads the JSON body of a POST; another kind of content is left for the document to refuse with 415. */
export const readBody: RequestHandler = (req, res, next) => (req.method === 'POST' ? readJson(req, res, next) : next());
