import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { readTarget } from '../config.js';
import { UsageError } from '../core/errors.js';
import { thumbprintOf } from '../openfinance/auth/client-certificate.js';
import { callAdmin } from './admin-client.js';
import type { Terminal } from './terminal.js';

interface TokenFlags {
  readonly admin: string;
  readonly adminToken?: string | undefined;
  readonly consent?: string;
  readonly customer?: string;
  readonly clientCredentials?: boolean;
  readonly client?: string;
  readonly scope?: string;
  readonly expiresIn?: string;
  readonly certificate?: string;
  readonly json?: boolean;
}

export function tokenCommand(terminal: Terminal): Command {
  const { say } = terminal;
  return new Command('token')
    .description(
      say({
        pt: 'Emite um token de acesso numa transmissora que está no ar',
        en: 'Issue an access token on a running transmitter',
      }),
    )
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
    .option('--consent <id>', say({ pt: 'Consentimento do token', en: 'Consent the token is for' }))
    .option(
      '--customer <id>',
      say({
        pt: 'Usa o consentimento autorizado mais novo deste CPF ou CNPJ',
        en: 'Use the newest authorised consent of this CPF or CNPJ',
      }),
    )
    .option(
      '--client-credentials',
      say({
        pt: 'Token de client_credentials, sem consentimento',
        en: 'A client_credentials token, without a consent',
      }),
    )
    .option('--client <id>', say({ pt: 'Identificador da receptora', en: 'Client id of the receiver' }))
    .option('--scope <scopes>', say({ pt: 'Escopos, separados por espaço', en: 'Scopes, separated by spaces' }))
    .option(
      '--expires-in <seconds>',
      say({ pt: 'Vida do token, em segundos (900)', en: 'Life of the token, in seconds (900)' }),
    )
    .option(
      '--certificate <file>',
      say({
        pt: 'Certificado de cliente (PEM) a que o token fica preso, para a porta TLS',
        en: 'Client certificate (PEM) the token is bound to, for the TLS port',
      }),
    )
    .option('--json', say({ pt: 'Mostra a resposta inteira', en: 'Print the whole answer' }))
    .action((flags: Partial<TokenFlags>) => run({ ...readTarget(), ...flags }, terminal));
}

async function run(flags: TokenFlags, { line, note }: Terminal): Promise<void> {
  const consentId = flags.clientCredentials === true ? undefined : (flags.consent ?? (await newestConsent(flags)));
  const answer = await callAdmin(flags, 'POST', '/tokens', {
    grantType: consentId === undefined ? 'client_credentials' : 'authorization_code',
    ...(consentId !== undefined && { consentId }),
    ...(flags.client !== undefined && { clientId: flags.client }),
    ...(flags.scope !== undefined && { scope: flags.scope }),
    ...(flags.certificate !== undefined && { certificateThumbprint: await readThumbprint(flags.certificate) }),
    ...(flags.expiresIn !== undefined && { expiresIn: readSeconds(flags.expiresIn) }),
  });
  if (consentId !== undefined && flags.consent === undefined) note(consentId);
  line(flags.json === true ? JSON.stringify(answer, null, 2) : (answer as { access_token: string }).access_token);
}

async function readThumbprint(file: string): Promise<string> {
  try {
    return thumbprintOf(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new UsageError({
      pt: `--certificate é ${file}: não dá para ler como PEM (${(cause as Error).message})`,
      en: `--certificate is ${file}: cannot be read as PEM (${(cause as Error).message})`,
    });
  }
}

function readSeconds(text: string): number {
  if (/^\d{1,7}$/.test(text) && Number(text) >= 1) return Number(text);
  throw new UsageError({
    pt: `--expires-in é "${text}"; permitido: um número inteiro de segundos a partir de 1`,
    en: `--expires-in is "${text}"; allowed: a whole number of seconds from 1`,
  });
}

async function newestConsent(flags: TokenFlags): Promise<string> {
  const query = flags.customer === undefined ? '' : `?customerId=${encodeURIComponent(flags.customer)}`;
  const { consents } = (await callAdmin(flags, 'GET', `/consents${query}`)) as {
    consents: readonly { consentId: string; status: string }[];
  };
  const newest = consents.findLast(({ status }) => status === 'AUTHORISED');
  if (newest) return newest.consentId;
  const { customer, admin } = flags;
  throw new UsageError({
    pt: `não há consentimento autorizado${customer === undefined ? '' : ` de ${customer}`} em ${admin}; indique um com --consent, ou use --client-credentials`,
    en: `there is no authorised consent${customer === undefined ? '' : ` of ${customer}`} at ${admin}; name one with --consent, or use --client-credentials`,
  });
}
