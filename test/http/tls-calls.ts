import { request } from 'node:https';
import type { BankClient } from '../../src/index.js';

/** How a caller goes about TLS; `client`: the certificate it shows, if any. */
export interface TlsCaller {
  readonly ca: string;
  readonly client?: Pick<BankClient, 'certificate' | 'key'> | undefined;
}

export interface TlsCall {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface TlsAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

/** One call over TLS, on a connection of its own. */
export const callTls = (
  url: string,
  { ca, client }: TlsCaller,
  { method = 'GET', headers = {}, body }: TlsCall = {},
): Promise<TlsAnswer> =>
  new Promise((resolve, reject) => {
    const credentials = client ? { cert: client.certificate, key: client.key } : {};
    const sent = request(url, { method, headers, ca, ...credentials, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.on('error', reject).end(body);
  });
