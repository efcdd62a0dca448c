import { constants } from 'node:crypto';
import { createServer, IncomingMessage, type RequestListener, type Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import express, { type Express } from 'express';

/** How long a request that is under way may take to finish once the server is asked to stop. Milliseconds. */
const GRACE = 10_000;

/** How long a TLS handshake may take. Milliseconds; no longer than the grace, which does not reach it. */
const HANDSHAKE = 10_000;

/**
 * TLS 1.3's own, and of TLS 1.2 the two the profile names. RULES §7.
 * All with forward secrecy: what is recorded today stays unread.
 */
const CIPHERS = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES256-GCM-SHA384',
].join(':');

type AnyServer = Server | TlsServer;

/** A request that is no HTTP, or more of it than is read: the parser's error, and the bytes where there are any. */
export type Unparsed = NodeJS.ErrnoException & { readonly rawPacket?: Buffer };

/** What a TLS listener shows and asks for. All in PEM. */
export interface TlsOptions {
  readonly certificate: string;
  readonly key: string;
  /** Whose clients are known. Absent: no certificate is asked for. */
  readonly clientAuthorities?: readonly string[];
}

/** Calls `work` once, `delay` milliseconds of real time from now. */
type AfterRealTime = (delay: number, work: () => void) => { cancel(): void };

/**
 * The servers of one app. They can listen before it is there: what comes too early waits for it. Express gives every
 * request and response a new prototype, which slows each later access to them; classes whose prototypes already are the
 * app's make that a no-op.
 */
export class Listeners {
  readonly #request = newRequestClass();
  readonly #response = newResponseClass();
  readonly #servers: AnyServer[] = [];
  readonly #early: Parameters<RequestListener>[] = [];
  readonly #answerUnparsed: (error: Unparsed) => string;
  #app: RequestListener = (...call) => void this.#early.push(call);

  constructor(answerUnparsed: (error: Unparsed) => string) {
    this.#answerUnparsed = answerUnparsed;
  }

  /** @returns the port. @throws the listening error, e.g. EADDRINUSE. */
  plain(port: number, host: string): Promise<number> {
    return this.#listen(createServer(this.#classes()), port, host);
  }

  /**
   * A listener for TLS 1.2 and 1.3, without resumption and renegotiation. Where it asks for client certificates, one
   * that is missing or unknown does not end the handshake: what was called decides, and can say so.
   * @returns the port. @throws the listening error.
   */
  tls({ certificate, key, clientAuthorities }: TlsOptions, port: number, host: string): Promise<number> {
    const server = createTlsServer({
      ...this.#classes(),
      cert: certificate,
      key,
      handshakeTimeout: HANDSHAKE,
      minVersion: 'TLSv1.2',
      ciphers: CIPHERS,
      honorCipherOrder: true,
      secureOptions: constants.SSL_OP_NO_TICKET | constants.SSL_OP_NO_RENEGOTIATION,
      ...(clientAuthorities && { ca: [...clientAuthorities], requestCert: true, rejectUnauthorized: false }),
    });
    return this.#listen(server, port, host);
  }

  /** Hands the app what waits, and everything after. */
  open(app: Express): void {
    for (const { prototype } of [this.#request, this.#response]) {
      Object.defineProperty(prototype, 'app', { configurable: true, enumerable: true, writable: true, value: app });
    }
    app.request = this.#request.prototype as unknown as typeof app.request;
    app.response = this.#response.prototype as unknown as typeof app.response;
    for (const server of this.#servers) server.off('request', this.#app).on('request', app);
    this.#app = app;
    for (const call of this.#early.splice(0)) app(...call);
  }

  /** Lets go of everything at once: nothing was served yet. */
  abort(): void {
    for (const server of this.#servers) {
      server.close();
      server.closeAllConnections();
    }
  }

  /** Stops accepting, lets requests under way finish within the grace time, then closes what is left. */
  async close(afterRealTime: AfterRealTime): Promise<void> {
    await Promise.all(this.#servers.map((server) => closeGracefully(server, afterRealTime)));
  }

  #classes(): { IncomingMessage: typeof IncomingMessage; ServerResponse: never } {
    return { IncomingMessage: this.#request, ServerResponse: this.#response as never };
  }

  #listen(server: AnyServer, port: number, host: string): Promise<number> {
    // RFC 9110 §10.1.1 leaves it to the server: with an expectation nobody knows, a request is one like any other.
    server.on('checkExpectation', (...call: Parameters<RequestListener>) => void server.emit('request', ...call));
    server.on('clientError', (error: Unparsed, socket: Duplex) => {
      if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
      socket.end(this.#answerUnparsed(error));
    });
    server.on('request', this.#app);
    this.#servers.push(server);
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => {
        server.off('error', reject);
        const address = server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  }
}

function newRequestClass(): typeof IncomingMessage {
  class AppRequest extends IncomingMessage {}
  Object.setPrototypeOf(AppRequest.prototype, express.request);
  return AppRequest;
}

function newResponseClass(): new () => ServerResponse {
  class AppResponse extends ServerResponse {}
  Object.setPrototypeOf(AppResponse.prototype, express.response);
  return AppResponse as never;
}

function closeGracefully(server: AnyServer, afterRealTime: AfterRealTime): Promise<void> {
  return new Promise((resolve) => {
    const deadline = afterRealTime(GRACE, () => server.closeAllConnections());
    server.close(() => {
      deadline.cancel();
      resolve();
    });
    // A connection whose request is answered from now on has nothing to stay for.
    server.keepAliveTimeout = 1;
    server.closeIdleConnections();
  });
}
