import { type Agent, request } from 'node:http';
import type { Sent } from './malformed.js';

export interface Answered {
  /** 0 when the connection ended without an answer. */
  readonly status: number;
  readonly text: string;
  readonly type: string;
}

/** How much of an answer is read: streams never end. Bytes. */
const MOST = 200_000;

/** Sends a request as it is. An answer that streams is left as soon as it begins. */
export function send(url: string, agent: Agent, { method, path, headers, body }: Sent): Promise<Answered> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const none = (): void => resolve({ status: 0, text: '', type: '' });
    const sent = request({
      hostname,
      port,
      method,
      path,
      agent,
      headers: { ...headers, ...(body && { 'content-length': body.length }) },
    });
    sent.once('error', none);
    sent.once('response', (response) => {
      const type = response.headers['content-type'] ?? '';
      let text = '';
      const done = (): void => resolve({ status: response.statusCode ?? 0, text, type });
      if (type.startsWith('text/event-stream')) {
        done();
        return void response.destroy();
      }
      response.setEncoding('utf8').on('data', (chunk: string) => {
        if (text.length < MOST) text += chunk;
      });
      response.once('end', done).once('error', done);
    });
    sent.end(body);
  });
}

/** What an answer tells that it should not: a stack, a path, a library's own page. */
export const tells = ({ text }: Answered): boolean =>
  /\n\s+at .+:\d+:\d+|node_modules|<pre>(Cannot|\w*Error)|Cannot (GET|POST|PUT|DELETE|PATCH) /.test(text);
