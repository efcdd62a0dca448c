import type { Command } from 'commander';
import type { Coverage } from '../admin/coverage.js';
import type { Report } from '../conformance/report.js';
import { callAdmin } from './admin-client.js';
import type { Terminal } from './terminal.js';

/** Where the journal is, and whose traffic is meant. */
export interface ReceiverTarget {
  readonly admin: string;
  readonly adminToken?: string | undefined;
  readonly consent?: string;
  readonly client?: string;
}

/** The flags that say so. */
export const withReceiverTarget = (command: Command, { say }: Terminal): Command =>
  command
    .option(
      '--admin <url>',
      say({
        pt: 'Endereço da transmissora [TRANSMISSORA_ADMIN] (http://127.0.0.1:3000)',
        en: 'Address of the transmitter [TRANSMISSORA_ADMIN] (http://127.0.0.1:3000)',
      }),
    )
    .option(
      '--admin-token <token>',
      say({
        pt: 'Token de administração [TRANSMISSORA_ADMIN_TOKEN]',
        en: 'Admin token [TRANSMISSORA_ADMIN_TOKEN]',
      }),
    )
    .option('--consent <id>', say({ pt: 'Só este consentimento', en: 'This consent alone' }))
    .option('--client <id>', say({ pt: 'Só esta receptora', en: 'This receiver alone' }));

/** @throws UnreachableError when nothing answers; UsageError with the server's words when it refuses. */
export const fetchReport = async (target: ReceiverTarget, terminal: Terminal): Promise<Report> =>
  (await ask('/receiver-report', target, terminal)) as Report;

/** @throws as fetchReport. */
export const fetchCoverage = async (target: ReceiverTarget, terminal: Terminal): Promise<Coverage> =>
  (await ask('/coverage', target, terminal)) as Coverage;

function ask(path: string, target: ReceiverTarget, { language }: Terminal): Promise<unknown> {
  const query = new URLSearchParams({
    ...(target.consent !== undefined && { consentId: target.consent }),
    ...(target.client !== undefined && { clientId: target.client }),
  });
  return callAdmin({ ...target, language }, 'GET', `${path}?${query.toString()}`);
}
