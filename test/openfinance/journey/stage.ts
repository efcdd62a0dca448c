import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import express from 'express';
import type { ConsentWanted } from '../../../src/admin/consents.js';
import type { Bank } from '../../../src/index.js';
import { LOGO } from '../../../src/openfinance/directory/logo.js';
import type { JourneyPort, Sitting } from '../../../src/openfinance/journey/port.js';
import { journeyRouter } from '../../../src/openfinance/journey/router.js';
import { approvalRoutes } from '../../../src/openfinance/journey/approvals.js';
import type { Scenario } from '../../../src/scenarios/scenario.js';
import { CPF, NOW, opened } from '../../http/calls.js';
import { Visitor } from './browser-like.js';

/** Where the receiver of these tests is told the outcome, when nothing else is said. */
const CALLBACK = 'https://receptora.test/callback';
/** What proves forms and sessions here. */
export const SECRET = 'a secret of these tests';
export const HERE = '/auth/interaction/sitting-1';

/** A bank, a consent that waits for its customer, and the pages in front of both. */
export interface Stage extends AsyncDisposable {
  readonly url: string;
  readonly bank: Bank;
  readonly consentId: string;
  readonly visitor: Visitor;
  /** Bugs that were reported. */
  readonly bugs: readonly unknown[];
  /** Ends the sitting, as when it is over or another browser's. */
  endSitting(): void;
}

interface Wanted {
  readonly resources?: Scenario['customers'][string]['resources'];
  readonly customer?: { readonly cpf?: string; readonly cnpj?: string; readonly name?: string };
  readonly consent?: Partial<ConsentWanted>;
  readonly receiver?: string;
  /** Where the receiver is told the outcome. */
  readonly callback?: string;
  /** The authorization server breaks when the customer confirms. */
  readonly breaks?: boolean;
  /** Others that are customers. */
  readonly others?: readonly string[];
}

/** The authorization server is played: it remembers who logged in and sends the browser back with the outcome. */
export async function stage({
  resources = [],
  customer = { cpf: CPF, name: 'Helena Prado' },
  ...wanted
}: Wanted = {}): Promise<Stage> {
  const scenario: Scenario = {
    name: 'stage',
    about: 'One customer.',
    customers: {
      one: { ...customer, resources },
      ...Object.fromEntries((wanted.others ?? []).map((cpf) => [`c${cpf}`, { cpf }])),
    },
  };
  const { bank, running } = await opened({}, { scenarios: [scenario], clock: { now: NOW, frozen: true } });
  const { consentId } = await bank.consents.create({
    customerId: customer.cnpj ?? customer.cpf ?? '',
    permissions: 'all',
    authorise: false,
    ...wanted.consent,
  });
  const { callback = CALLBACK } = wanted;
  const bugs: unknown[] = [];
  let sitting: Sitting | undefined = {
    uid: 'sitting-1',
    consentId,
    receiver: wanted.receiver ?? 'Receptora Um',
    returnsTo: [new URL(callback).origin],
  };
  const port: JourneyPort = {
    sitting: async () => {
      if (sitting) return sitting;
      throw Object.assign(new Error('session not found'), { status: 400 });
    },
    login: async (_req, _res, cpf) => {
      sitting = sitting && { ...sitting, cpf };
      return true;
    },
    approve: async (_req, res) => {
      if (wanted.breaks === true) throw new TypeError('secret of ours');
      res.redirect(303, `${callback}#code=abc`);
    },
    deny: async (_req, res, description) =>
      res.redirect(
        303,
        `${callback}#${new URLSearchParams({ error: 'access_denied', error_description: description }).toString()}`,
      ),
  };
  const house = {
    ...running.house,
    secret: SECRET,
    report: (error: unknown) => void bugs.push(error),
    receiverName: async () => wanted.receiver ?? 'Receptora Um',
  };
  const app = express();
  app.set('query parser', 'simple');
  app.get('/logo.svg', (_req, res) => void res.type('image/svg+xml').end(LOGO));
  app.use('/auth/interaction', journeyRouter(house, port));
  app.use('/journey', approvalRoutes(house));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    bank,
    consentId,
    visitor: new Visitor(url),
    bugs,
    endSitting: () => {
      sitting = undefined;
    },
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await bank.close();
    },
  };
}

/** Logs the customer in and shows what there is to confirm. */
export async function confirmation({ visitor }: Stage, cpf = CPF): Promise<string> {
  const { text } = await visitor.get(HERE);
  const { location, status } = await visitor.submit(text, 'login', 'continue', { cpf: [cpf] });
  if (status !== 303 || location !== HERE) throw new Error(`logging in answered ${status} ${location}`);
  return (await visitor.get(HERE)).text;
}

/** The outcome the receiver is told. */
export const outcomeIn = (location: string | null): URLSearchParams =>
  new URLSearchParams(new URL(location ?? '').hash.slice(1));
