import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isToolHere } from '../support/tools.js';
import { workshop } from './workshop.js';

let shop: Awaited<ReturnType<typeof workshop>>;
beforeAll(async () => {
  shop = await workshop();
});
afterAll(() => shop[Symbol.asyncDispose]());

/** What each is run with, and how the machine is asked whether it has it. */
const RECEIVERS: readonly (readonly [example: string, command: readonly string[], has: readonly string[]])[] = [
  ['python', ['python3', 'receiver.py'], ['python3', '--version']],
  ['java', ['java', 'Receiver.java'], ['java', '-version']],
  ['curl', ['./receiver.sh'], ['curl', '--version']],
  ['receiver-typescript', ['npm', 'start', '--silent', '--'], ['npm', '--version']],
];

/** Resolves once so many calls were answered so, of those that come from now on. */
async function answered(calls: Response, status: number, times: number): Promise<void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of calls.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.split(`"status":${status}`).length > times) return;
  }
}

const admin = async (url: string, method: string, path: string, body?: unknown): Promise<unknown> => {
  const answer = await fetch(`${url}/__admin${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return answer.json();
};

describe('against the command, a receiver waits for the list, bears with an ill bank, and breaks no rule', () => {
  test.each(RECEIVERS.filter(([, , has]) => isToolHere(has)))(
    'in examples/%s',
    async (example, [command = '', ...args]) => {
      const folder = await shop.open(example);
      const start = ['start', '--port', '0', '--store', 'memory', '--scenario', 'preparing-then-ready'];
      const server = shop.transmissora(folder, ...start);
      const url = /http:\/\/[^\s/]+/.exec(await server.printed(/^curl .*\n/m))?.[0] ?? '';
      await admin(url, 'PUT', '/faults', [
        { match: { api: 'accounts' }, answer: { status: 429, headers: { 'retry-after': '1' } }, times: 1 },
        { match: { api: 'accounts' }, answer: { status: 503 }, times: 1 },
      ]);
      const token = (await shop.transmissora(folder, 'token', '--admin', url).ended).out.trim();

      const calls = await fetch(`${url}/__admin/requests/stream`);
      const polled = answered(calls, 202, 2);
      const receiver = shop.run(folder, command, [...args, url, token]);
      // Either goes first: a receiver that fails would never poll.
      await Promise.race([polled, receiver.ended]);
      await admin(url, 'POST', '/clocks/default/advance', { by: 'PT1M' });
      const { code, out, err } = await receiver.ended;
      expect([code, err]).toEqual([0, '']);
      expect(out).toBe('ACCOUNT conta-preparo-1 AVAILABLE\nCREDIT_CARD_ACCOUNT cartao-preparo-1 AVAILABLE\n');

      const grade = await shop.transmissora(folder, 'grade', '--admin', url, '--fail-on', 'warning').ended;
      expect([grade.code, grade.out.match(/^[✗!].*$/gm)]).toEqual([0, null]);
      expect(grade.out).toMatch(/^✓ RCV-05/m);
      expect(grade.out).toMatch(/^✓ RCV-27/m);
      server.child.kill('SIGTERM');
      expect((await server.ended).code).toBe(0);
    },
  );
});
