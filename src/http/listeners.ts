import { createServer, IncomingMessage, type RequestListener, type Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import express, { type Express } from 'express';

/** How long a request that is under way may take to finish once the server is asked to stop. Milliseconds. */
const GRACE = 10_000;

/** A server that can listen before its app is there: what comes too early waits for it. */
export interface HttpServer {
  readonly server: Server;
  /** Hands the app what waits, and everything after. */
  open(app: Express): void;
}

/** A request that is no HTTP, or more of it than is read: the parser's error, and the bytes where there are any. */
export type Unparsed = NodeJS.ErrnoException & { readonly rawPacket?: Buffer };

/**
 * An HTTP server. Express gives every request and response a new prototype, which slows each later access to them;
 * classes whose prototypes already are the app's make that a no-op.
 */
export function createHttpServer(answerUnparsed: (error: Unparsed) => string): HttpServer {
  class AppRequest extends IncomingMessage {}
  class AppResponse extends ServerResponse {}
  Object.setPrototypeOf(AppRequest.prototype, express.request);
  Object.setPrototypeOf(AppResponse.prototype, express.response);
  const server = createServer({ IncomingMessage: AppRequest, ServerResponse: AppResponse as never });
  server.on('clientError', (error: Unparsed, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    socket.end(answerUnparsed(error));
  });
  const early: Parameters<RequestListener>[] = [];
  const hold: RequestListener = (...call) => void early.push(call);
  server.on('request', hold);
  const open = (app: Express): void => {
    for (const prototype of [AppRequest.prototype, AppResponse.prototype]) {
      Object.defineProperty(prototype, 'app', { configurable: true, enumerable: true, writable: true, value: app });
    }
    app.request = AppRequest.prototype as unknown as typeof app.request;
    app.response = AppResponse.prototype as unknown as typeof app.response;
    server.off('request', hold).on('request', app);
    for (const call of early) app(...call);
  };
  return { server, open };
}

/** @throws the listening error, e.g. EADDRINUSE. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** Stops accepting, lets requests under way finish within the grace time, then closes what is left. */
export function closeGracefully(
  server: Server,
  afterRealTime: (delay: number, work: () => void) => { cancel(): void },
): Promise<void> {
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
