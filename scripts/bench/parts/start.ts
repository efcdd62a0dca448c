import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { call } from '../../torture/writers.js';
import { type PartResult, spread } from '../goals.js';
import { ask, callWith, LIST_PATH, startOurs } from '../ours.js';
import type { Server } from '../process.js';
import { interleaved, ratios, spreadOf } from '../rounds.js';
import { startSimple } from '../simple.js';

const ROUNDS = 7;

/** One address of each API of a document of its own; what it answers matters less than that it answers. */
const EVERYTHING = [
  LIST_PATH,
  '/open-banking/customers/v2/personal/identifications',
  '/open-banking/accounts/v2/accounts',
  '/open-banking/credit-cards-accounts/v2/accounts',
  '/open-banking/loans/v2/contracts',
  '/open-banking/financings/v2/contracts',
  '/open-banking/unarranged-accounts-overdraft/v2/contracts',
  '/open-banking/invoice-financings/v2/contracts',
  '/open-banking/bank-fixed-incomes/v1/investments',
  '/open-banking/credit-fixed-incomes/v1/investments',
  '/open-banking/funds/v1/investments',
  '/open-banking/variable-incomes/v1/investments',
  '/open-banking/treasure-titles/v1/investments',
  '/open-banking/exchanges/v1/operations',
  '/open-banking/discovery/v2/status',
  '/participants',
  '/auth/.well-known/openid-configuration',
];

/** A user of the OTDX service, with a password nobody has elsewhere. */
const USER = { username: 'bench', password: 'senha', group: 'bench' };

/** From the command to the first list, and to an answer of every API. Milliseconds. */
async function ours(folder: string): Promise<{ first: number; all: number }> {
  const begin = performance.now();
  const server = await startOurs(folder, ['--store', 'memory']);
  try {
    const target = callWith(await printedToken(server));
    await ask(server.url, target);
    const first = performance.now() - begin;
    for (const path of EVERYTHING) await touch(`${server.url}${path}`, { headers: target.headers });
    await touchConsents(server.url, target.headers);
    await touchOtdx(server.url);
    return { first, all: performance.now() - begin };
  } finally {
    await server.stop();
  }
}

/** @throws Error when it is not there, or has failed. */
async function touch(url: string, init: RequestInit, accepted: readonly number[] = []): Promise<string> {
  const response = await fetch(url, init);
  const text = await response.text();
  if ((response.status === 404 || response.status >= 500) && !accepted.includes(response.status)) {
    throw new Error(`${url} answered ${response.status}`);
  }
  return text;
}

/** Consents are read with a token of the client's own. */
async function touchConsents(url: string, headers: Readonly<Record<string, string>>): Promise<void> {
  const issued = (await call(url, 'POST', '/tokens', { grantType: 'client_credentials' })) as { access_token: string };
  const authorization = `Bearer ${issued.access_token}`;
  const path = '/open-banking/consents/v3/consents/urn:transmissora:none';
  await touch(`${url}${path}`, { headers: { ...headers, authorization } }, [404]);
}

async function touchOtdx(url: string): Promise<void> {
  await call(url, 'POST', '/otdx/users', USER);
  const { username, password } = USER;
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ username, password });
  const { token } = JSON.parse(await touch(`${url}/api-token-auth/`, { method: 'POST', headers, body })) as {
    token: string;
  };
  await touch(`${url}/nav/approval/all`, { headers: { authorization: `Token ${token}` } });
}

/** `start` prints a call ready to paste. */
async function printedToken(server: Server): Promise<string> {
  for (;;) {
    const [, token] = /Bearer ([\w.-]+)'/.exec(server.said()) ?? [];
    if (token !== undefined) return token;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

async function expressAlone(file: string): Promise<{ first: number; all: number }> {
  const begin = performance.now();
  const server = await startSimple('express', file);
  try {
    await ask(server.url, callWith('none'));
    const first = performance.now() - begin;
    return { first, all: first };
  } finally {
    await server.stop();
  }
}

export async function start(folder: string): Promise<PartResult> {
  const file = join(folder, 'body.json');
  await writeFile(file, '{"data":[]}');
  const contestants = { ours: () => ours(folder), express: () => expressAlone(file) };
  const rounds = await interleaved(contestants, ROUNDS);
  const all = spreadOf(rounds.map((round) => round.ours.all));
  const first = (name: keyof typeof contestants) => spreadOf(rounds.map((round) => round[name].first));
  return {
    outcomes: [
      {
        measure: 'start to first 200 against bare Express 5',
        limit: { most: 3 },
        unit: '×',
        measured: ratios(
          rounds,
          (round) => round.ours.first,
          (round) => round.express.first,
        ),
      },
      { measure: 'start, and every API touched once', limit: { most: 1000 }, unit: 'ms', measured: all },
    ],
    table: {
      title: 'Start',
      columns: ['server', 'ms to the first 200'],
      rows: [
        ['transmissora start', spread(first('ours'))],
        ['bare Express 5', spread(first('express'))],
        ['transmissora start, every API touched', spread(all)],
      ],
    },
  };
}
