import { Agent } from 'node:http';
import { call } from '../torture/writers.js';
import { send } from './send.js';

/** Resident memory of a server. MiB. */
export async function memoryOf(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Math.round(Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]) / 2 ** 20);
}

/** A token for each authorised consent, and one of a receiver's own. */
export async function tokensOf(url: string): Promise<readonly string[]> {
  const { consents } = (await call(url, 'GET', '/consents')) as {
    consents: readonly { consentId: string; status: string }[];
  };
  const wanted = consents
    .filter(({ status }) => status === 'AUTHORISED')
    .map(({ consentId }) => ({ consentId, expiresIn: 3_600 }));
  const issued = await Promise.all([...wanted, { expiresIn: 3_600 }].map((body) => call(url, 'POST', '/tokens', body)));
  return issued.map((token) => (token as { access_token: string }).access_token);
}

const AT_ONCE = 8;
const PARTS = 10;
const MINUTE = 60_000;
const LIST = '/open-banking/resources/v3/resources';

/** Asks for lists for so long; how many calls were answered otherwise than they should, and the memory meanwhile. */
export async function soak(
  url: string,
  minutes: number,
): Promise<{ answered: number; wrong: number; memory: readonly number[] }> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const tokens = (await tokensOf(url)).slice(0, -1);
  let [answered, wrong] = [0, 0];
  const memory: number[] = [];
  for (let part = 0; part < PARTS; part += 1) {
    const end = Date.now() + (minutes * MINUTE) / PARTS;
    const one = async (): Promise<void> => {
      while (Date.now() < end) {
        const headers = {
          authorization: `Bearer ${tokens[answered % tokens.length]}`,
          'x-fapi-interaction-id': '73cac523-d3ae-4289-b106-330a6218710d',
        };
        const { status } = await send(url, agent, { method: 'GET', path: LIST, headers });
        answered += 1;
        if (status !== 200 && status !== 202) wrong += 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
    memory.push(await memoryOf(url));
  }
  agent.destroy();
  return { answered, wrong, memory };
}
