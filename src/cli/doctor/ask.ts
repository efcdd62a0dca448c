import { type IncomingHttpHeaders, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/**
 * One call without secrets, so any certificate will do. `patience`: milliseconds.
 * @throws the system's error when nothing answers.
 */
export const ask = (url: string, method: 'GET' | 'HEAD', patience: number): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const options = { method, timeout: patience, rejectUnauthorized: false, agent: false };
    const request = (url.startsWith('https:') ? httpsRequest : httpRequest)(url, options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.once('error', reject);
      response.once('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    request.once('timeout', () => request.destroy(new Error('timeout')));
    request.once('error', reject).end();
  });
