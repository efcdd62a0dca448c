import { resolve } from 'node:path';
import { Command, Option } from 'commander';
import { listConsents } from '../admin/consents.js';
import { issueToken } from '../admin/tokens.js';
import { readConfig, type Written } from '../config.js';
import { StoreError, UsageError } from '../core/errors.js';
import { randomIds } from '../core/ids.js';
import { inLanguage } from '../core/text.js';
import { thumbprintOf } from '../openfinance/auth/client-certificate.js';
import { RECEIVERS } from '../openfinance/certificates/receivers.js';
import { type Running, serve } from '../serve.js';
import { type Config, flagOf, SETTING_KEYS, SETTINGS, type Setting, variableOf } from '../settings.js';
import { placeOf } from '../store/open.js';
import { UnreachableError } from './admin-client.js';
import { curlWith } from './certs.js';
import { keepHeapSmall } from './heap.js';
import { EXIT, type Terminal } from './terminal.js';

/** Life of the token in the printed curl: a working day, so that coming back after lunch still works. Seconds. */
const CURL_TOKEN_LIFE = 24 * 60 * 60;

export function startCommand(terminal: Terminal): Command {
  const { say } = terminal;
  const command = new Command('start').description(
    say({
      pt: 'Sobe a transmissora e mostra um curl pronto para usar',
      en: 'Serve the transmitter and print a curl ready to paste',
    }),
  );
  for (const key of SETTING_KEYS) command.addOption(optionOf(key, say));
  command.option('--config <file>', say({ pt: 'Arquivo de configuração', en: 'Configuration file' }));
  return command.action(async ({ config: file, ...flags }: Written & { config?: string }) => {
    const config = await readConfig(flags, undefined, file);
    await run(config, terminal);
  });
}

function optionOf(key: (typeof SETTING_KEYS)[number], say: Terminal['say']): Option {
  const setting: Setting<unknown> = SETTINGS[key];
  const { value, fallback, repeatable } = setting;
  const about = `${say(setting.about)} [${variableOf(key)}]${fallback === undefined ? '' : ` (${fallback})`}`;
  const option = new Option(value === undefined ? `--${flagOf(key)}` : `--${flagOf(key)} <${value}>`, about);
  if (value === undefined) return option.argParser(() => 'true').preset('true');
  return repeatable === true ? option.argParser((text: string, sofar?: string[]) => [...(sofar ?? []), text]) : option;
}

/** Serves until asked to stop. Asking again, as npm does when it passes Ctrl+C on, does not cut the stopping short. */
async function run(config: Config, terminal: Terminal): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
  keepHeapSmall();
  const running = await listening(config);
  await greet(running, config, terminal);
  await stopped;
  await running.close();
  // Here and now: left to run dry, Node lets go of the signals first, and a late one would kill what ended well.
  process.exit(EXIT.done);
}

async function listening(config: Config): Promise<Running> {
  try {
    return await serve(config, { loadDefault: true });
  } catch (cause) {
    if (!(cause instanceof StoreError)) throw usageError(config, cause as NodeJS.ErrnoException) ?? cause;
    if (config.store.kind === 'postgres')
      throw new UnreachableError({
        pt: `--store: ${inLanguage(cause.text, 'pt')}; suba-o, ou use --store memory`,
        en: `--store: ${cause.message}; start it, or use --store memory`,
      });
    throw usageError(config, cause.cause as NodeJS.ErrnoException) ?? cause;
  }
}

/** What the system refuses, in words of the flag that asked for it. */
function usageError(
  config: Config,
  { code = '', syscall, path, message, ...error }: NodeJS.ErrnoException & { readonly port?: number },
): UsageError | undefined {
  const { host, store } = config;
  const flag = flagFor(config, error.port);
  if (path !== undefined && store.kind === 'file')
    return new UsageError({
      pt: `--store é file:${store.path}: não pode ser escrito (${message}); escolha outro com --store file:CAMINHO, ou memory`,
      en: `--store is file:${store.path}: it cannot be written (${message}); choose another with --store file:PATH, or memory`,
    });
  if (code === 'EADDRINUSE')
    return new UsageError({
      pt: `${flag}: algo já escuta aí; escolha outra, ou 0 para qualquer uma livre (ao lado de outra transmissora, também --store memory)`,
      en: `${flag}: something listens there already; choose another, or 0 for any free one (beside another transmissora, --store memory too)`,
    });
  if (code === 'EACCES' && syscall === 'listen')
    return new UsageError({
      pt: `${flag}: não é permitida; escolha uma acima de 1023, ou 0`,
      en: `${flag}: not allowed; choose one above 1023, or 0`,
    });
  if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].includes(code))
    return new UsageError({
      pt: `--host é ${host}: não é um endereço desta máquina; use 127.0.0.1, ou 0.0.0.0 para todos`,
      en: `--host is ${host}: not an address of this machine; use 127.0.0.1, or 0.0.0.0 for all`,
    });
  return undefined;
}

/** The port that could not be had, as it was asked for. */
function flagFor({ port, tlsPort, pagePort }: Config, taken: number | undefined): string {
  if (taken === undefined || taken === port) return `--port ${port}`;
  if (taken === tlsPort) return `--tls-port ${tlsPort}`;
  return `--page-port ${taken}${pagePort === undefined ? ' (--tls-port + 1)' : ''}`;
}

const IN_MEMORY = { pt: 'só em memória', en: 'in memory only' };

async function greet(running: Running, config: Config, { line, say, paint }: Terminal): Promise<void> {
  const { url, tls, house, adminToken, adminTokenIsNew } = running;
  const { store } = config;
  const issuer = `${config.publicUrl ?? tls?.mtlsUrl ?? url}/auth`;
  const place = store.kind === 'file' ? store.path : store.kind === 'postgres' ? placeOf(store) : say(IN_MEMORY);
  line(`${paint('bold', `transmissora ${house.version}`)}  ${paint('cyan', url)}`);
  line(`Console: ${url}/console`);
  line(say({ pt: `Documentação das APIs: ${url}/docs`, en: `API documents: ${url}/docs` }));
  line(say({ pt: `Dados: ${place}   Ctrl+C encerra`, en: `Data: ${place}   Ctrl+C stops it` }));
  if (tls) {
    line(
      say({ pt: `TLS com certificado de cliente: ${tls.mtlsUrl}`, en: `TLS with client certificate: ${tls.mtlsUrl}` }),
    );
    line(
      say({
        pt: `TLS sem certificado, para páginas: ${tls.pageUrl}`,
        en: `TLS without one, for pages: ${tls.pageUrl}`,
      }),
    );
    line(say({ pt: `Emissor: ${issuer}`, en: `Issuer: ${issuer}` }));
    if (tls.folder === undefined)
      line(
        say({
          pt: 'Certificados só em memória: com --certs PASTA eles ficam em arquivos.',
          en: 'Certificates in memory only: with --certs FOLDER they are in files.',
        }),
      );
  }
  if (adminTokenIsNew) line(say({ pt: `Token de administração: ${adminToken}`, en: `Admin token: ${adminToken}` }));
  line();
  const consent = (await listConsents(house)).find(({ status }) => status === 'AUTHORISED');
  if (!consent) {
    line(
      say({
        pt: 'Nenhum consentimento autorizado: crie um no console, ou com POST /__admin/consents.',
        en: 'No authorised consent: make one in the console, or with POST /__admin/consents.',
      }),
    );
    return;
  }
  const wanted = { consentId: consent.consentId, expiresIn: CURL_TOKEN_LIFE };
  const { access_token: token } = await issueToken(house, wanted);
  line(
    say({
      pt: `Noutro terminal, os recursos que ${consent.customerId} compartilha:`,
      en: `In another terminal, the resources that ${consent.customerId} shares:`,
    }),
  );
  line(`curl -s ${url}${RESOURCES} ${headersWith(token)}`);
  if (tls?.folder === undefined) return;
  const [{ name }] = RECEIVERS;
  const certificateThumbprint = thumbprintOf(tls.clients[name]?.certificate ?? '');
  const { access_token: boundToken } = await issueToken(house, { ...wanted, certificateThumbprint });
  line();
  line(
    say({
      pt: 'Os mesmos, com o certificado de uma receptora e um token preso a ele:',
      en: 'The same, with a certificate of a receiver and a token bound to it:',
    }),
  );
  line(`${curlWith(resolve(tls.folder), `${tls.mtlsUrl}${RESOURCES}`)} ${headersWith(boundToken)}`);
}

const RESOURCES = '/open-banking/resources/v3/resources';
const headersWith = (token: string): string =>
  `-H 'authorization: Bearer ${token}' -H 'x-fapi-interaction-id: ${randomIds.uuid()}'`;
