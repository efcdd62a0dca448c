import { createHash, X509Certificate } from 'node:crypto';
import { Agent as HttpAgent, type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { TLSSocket } from 'node:tls';
import { SECOND } from '../../core/instant.js';

/** How long an answer may take, from the request's first byte to the answer's last. Milliseconds: the ecosystem's own limit. */
const PATIENCE = 15 * SECOND;
/** The most of an answer that is read. Bytes. */
const MOST = 8 * 1024 * 1024;

/** What a client shows and trusts under mTLS; PEM. */
export interface TlsFiles {
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly ca?: string | undefined;
}

export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An answer, or why there is none: `status` is 0 then. Header names in lower case. */
export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** e.g. `ECONNREFUSED`, `timeout`. */
  readonly error?: string;
  /** Of the TLS connection, e.g. `TLSv1.3`. */
  readonly protocol?: string;
}

/** What binds a token to a client's certificate: `x5t#S256`. RFC 8705. */
export const thumbprintOf = (cert: string): string =>
  createHash('sha256').update(new X509Certificate(cert).raw).digest('base64url');

/** Makes calls over connections that are kept; sends the headers it is given and no others. */
export interface Connection {
  send(sent: Sent): Promise<Got>;
  close(): void;
}

export function openConnection(tls: TlsFiles = {}, patience: number = PATIENCE): Connection {
  const http = new HttpAgent({ keepAlive: true });
  const https = new HttpsAgent({ keepAlive: true, ...files(tls) });
  return {
    send: (sent) => send(sent, sent.url.startsWith('https:') ? https : http, patience),
    close: () => {
      http.destroy();
      https.destroy();
    },
  };
}

const files = ({ cert, key, ca }: TlsFiles) => ({
  ...(cert !== undefined && { cert }),
  ...(key !== undefined && { key }),
  ...(ca !== undefined && { ca }),
});

function send({ method, url, headers, body }: Sent, agent: HttpAgent | HttpsAgent, patience: number): Promise<Got> {
  return new Promise((resolve) => {
    const fail = (error: NodeJS.ErrnoException): void =>
      resolve({ status: 0, headers: {}, text: '', error: reasonOf(error) });
    const options = { method, headers, agent, signal: AbortSignal.timeout(patience) };
    let call: ClientRequest;
    try {
      call = agent instanceof HttpsAgent ? requestHttps(url, options) : requestHttp(url, options);
    } catch (error) {
      return fail(error as NodeJS.ErrnoException);
    }
    call.once('error', fail);
    call.once('response', (response) => void read(response).then(resolve, fail));
    call.end(body);
  });
}

async function read(response: IncomingMessage): Promise<Got> {
  // Once it is read, the connection is let go of.
  const protocol = response.socket instanceof TLSSocket ? response.socket.getProtocol() : null;
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > MOST) throw Object.assign(new Error('too large'), { code: 'too large' });
    parts.push(part);
  }
  return {
    status: response.statusCode ?? 0,
    headers: Object.fromEntries(
      Object.entries(response.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(', ') : (value ?? ''),
      ]),
    ),
    text: Buffer.concat(parts).toString('utf8'),
    ...(protocol !== null && { protocol }),
  };
}

const reasonOf = ({ name, code, message }: NodeJS.ErrnoException): string =>
  name === 'AbortError' || name === 'TimeoutError' || code === 'ABORT_ERR' ? 'timeout' : (code ?? message);
