import { createServer, type Server, type Socket } from 'node:net';
import { openConnection } from '../../src/conformance/driving/connection.js';
import { drive, type Driven } from '../../src/conformance/drive.js';
import { grade, type Result } from '../../src/conformance/grade.js';
import { TRANSMITTER_RULES } from '../../src/conformance/rules/transmitter.js';
import { SITUATIONS } from '../../src/conformance/situations/catalogue.js';
import { machineClock } from '../../src/core/clock.js';

/** The address of something that takes connections and does with them what is said. */
export async function target(onSocket: (socket: Socket) => void): Promise<{ url: string } & AsyncDisposable> {
  const open = new Set<Socket>();
  const server: Server = createServer((socket) => {
    open.add(socket.on('error', () => undefined));
    onSocket(socket);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

export const SECRET = 'a-token-nobody-may-read';

/** What is found of a target of which somebody gave the tokens. */
export async function examineFromOutside(
  url: string,
  patience: number,
  bases: Readonly<Record<string, string>> = {},
): Promise<Driven & { readonly results: readonly Result[] }> {
  const connection = openConnection({}, patience);
  try {
    const given = SITUATIONS.filter(({ consents = {} }) => Object.keys(consents).length === 1).map(({ id }) => id);
    const driven = await drive(SITUATIONS, {
      connection,
      target: url,
      bases,
      wall: machineClock,
      offered: {
        customer: '76109277673',
        clientToken: SECRET,
        otherClientToken: SECRET,
        consents: Object.fromEntries(given.map((id) => [id, { accessToken: SECRET }])),
      },
    });
    return { ...driven, results: grade(TRANSMITTER_RULES, driven.journal, driven.facts) };
  } finally {
    connection.close();
  }
}
