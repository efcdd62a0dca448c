import { createServer } from 'node:net';
import { reachable } from '../../addresses.js';
import { SECOND } from '../../core/instant.js';
import { type Config, flagOf } from '../../settings.js';
import { ask } from './ask.js';
import type { Finding } from './finding.js';

/** How long whoever has a port gets to say who it is. */
const PATIENCE = 2 * SECOND;

/** Whether `start` could listen where it is told to. */
export function lookAtPorts(config: Config): Promise<readonly Finding[]> {
  const { port, tlsPort, pagePort = tlsPort && tlsPort + 1 } = config;
  const wanted = Object.entries({ port, tlsPort, pagePort }).filter(([, number]) => number !== undefined);
  return Promise.all(
    wanted.map(async ([key, number = 0], index) => {
      const flag = flagOf(key as 'port');
      const [namesake] = wanted.slice(0, index).find(([, other]) => other === number && number !== 0) ?? [];
      if (namesake !== undefined) return sameAs(flagOf(namesake as 'port'), flag, number);
      return await lookAt(flag, number, config.host);
    }),
  );
}

/** Two listeners on one port: the second would find the first there. */
const sameAs = (first: string, flag: string, port: number): Finding => ({
  check: 'port',
  verdict: 'fail',
  says: {
    pt: `--${flag} ${port}: a mesma porta de --${first}`,
    en: `--${flag} ${port}: the same port as --${first}`,
  },
  advice: {
    pt: `dê outra a --${first} ou a --${flag}, ou 0 para qualquer uma livre`,
    en: `give another to --${first} or to --${flag}, or 0 for any free one`,
  },
});

async function lookAt(flag: string, port: number, host: string): Promise<Finding> {
  const check = 'port';
  const name = `--${flag} ${port}`;
  const refusal = await listenOnce(port, host);
  if (refusal === undefined) {
    const says = port === 0 ? { pt: `${name}: qualquer uma livre`, en: `${name}: any free one` } : undefined;
    return { check, verdict: 'ok', says: says ?? { pt: `${name}: livre`, en: `${name}: free` } };
  }
  if (refusal === 'EADDRINUSE' && (await isOurs(`http://${reachable(host)}:${port}`)))
    return {
      check,
      verdict: 'fail',
      says: {
        pt: `${name}: uma transmissora já está no ar aí`,
        en: `${name}: a transmissora serves there already`,
      },
      advice: {
        pt: `use essa (http://${reachable(host)}:${port}), pare-a com Ctrl+C onde foi iniciada, ou escolha outra porta`,
        en: `use that one (http://${reachable(host)}:${port}), stop it with Ctrl+C where it was started, or choose another port`,
      },
    };
  if (refusal === 'EADDRINUSE')
    return {
      check,
      verdict: 'fail',
      says: { pt: `${name}: outro programa já escuta aí`, en: `${name}: another program listens there already` },
      advice: {
        pt: `escolha outra com --${flag}, ou 0 para qualquer uma livre`,
        en: `choose another with --${flag}, or 0 for any free one`,
      },
    };
  if (refusal === 'EACCES')
    return {
      check,
      verdict: 'fail',
      says: { pt: `${name}: não é permitida`, en: `${name}: not allowed` },
      advice: { pt: 'escolha uma acima de 1023, ou 0', en: 'choose one above 1023, or 0' },
    };
  return {
    check,
    verdict: 'fail',
    says: {
      pt: `--host ${host}: não é um endereço desta máquina (${refusal})`,
      en: `--host ${host}: not an address of this machine (${refusal})`,
    },
    advice: { pt: 'use 127.0.0.1, ou 0.0.0.0 para todos', en: 'use 127.0.0.1, or 0.0.0.0 for all' },
  };
}

/** Listens and lets go. Gives the code of what the system refused. */
const listenOnce = (port: number, host: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ code = '' }: NodeJS.ErrnoException) => resolve(code));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });

async function isOurs(url: string): Promise<boolean> {
  try {
    const { status, text } = await ask(`${url}/healthz`, 'GET', PATIENCE);
    return status === 200 && (JSON.parse(text) as { status?: string }).status === 'UP';
  } catch {
    // Whatever it is, it does not answer as we do.
    return false;
  }
}
