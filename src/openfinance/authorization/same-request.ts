import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { Request } from 'express';

/** The most an OAuth form or a registration may hold. Bytes. */
const MOST = 56 * 1024;

/** The body of a request, as it came. @throws RangeError when it is larger than any that is right. */
export async function readText(req: Request): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST) throw new RangeError('the body is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The same request with another body, and some headers: the library reads what it is given itself. */
export function withBody(req: Request, text: string, headers: Readonly<Record<string, string>> = {}): IncomingMessage {
  const { method, url, originalUrl, baseUrl, socket, httpVersion } = req;
  const length = { 'content-length': String(Buffer.byteLength(text)) };
  const { 'transfer-encoding': _, ...kept } = req.headers;
  const fields = {
    method,
    url,
    originalUrl,
    baseUrl,
    socket,
    httpVersion,
    headers: { ...kept, ...length, ...headers },
  };
  const body = text === '' ? [] : [Buffer.from(text)];
  return Object.assign(Readable.from(body, { objectMode: false }), fields) as unknown as IncomingMessage;
}
