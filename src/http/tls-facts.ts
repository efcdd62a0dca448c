import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { TlsFacts } from '../core/exchange.js';

const BY_SOCKET = new WeakMap<Socket, TlsFacts>();

/** What the journal says of a connection; nothing of plain HTTP. A connection stays what it is, so it is looked at once. */
export function tlsFactsOf(socket: Socket): TlsFacts | undefined {
  if (!(socket instanceof TLSSocket)) return undefined;
  const known = BY_SOCKET.get(socket);
  if (known) return known;
  const [protocol, certificate] = [socket.getProtocol(), socket.getPeerX509Certificate()];
  const facts = {
    ...(protocol !== null && { protocol }),
    ...(certificate && { certificate: createHash('sha256').update(certificate.raw).digest('base64url') }),
  };
  BY_SOCKET.set(socket, facts);
  return facts;
}
