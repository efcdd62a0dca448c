import { createServer, IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import express, { type Express } from 'express';

/** How long a request that is under way may take to finish once the server is asked to stop. Milliseconds. */
const GRACE = 10_000;

/**
 * An HTTP server for the app. Express gives every request and response a new prototype, which slows each later access
 * to them; classes whose prototypes already are the app's make that a no-op.
 */
export function createHttpServer(app: Express, onBadRequest: (code: string | undefined) => string): Server {
  class AppRequest extends IncomingMessage {}
  class AppResponse extends ServerResponse {}
  Object.setPrototypeOf(AppRequest.prototype, express.request);
  Object.setPrototypeOf(AppResponse.prototype, express.response);
  for (const prototype of [AppRequest.prototype, AppResponse.prototype]) {
    Object.defineProperty(prototype, 'app', { configurable: true, enumerable: true, writable: true, value: app });
  }
  app.request = AppRequest.prototype as unknown as typeof app.request;
  app.response = AppResponse.prototype as unknown as typeof app.response;
  const server = createServer({ IncomingMessage: AppRequest, ServerResponse: AppResponse as never }, app);
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
    socket.end(onBadRequest(error.code));
  });
  return server;
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
