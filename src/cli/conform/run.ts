import { Arranger, ArrangementError, textIn } from '../../conformance/driving/arranger.js';
import { clientToken } from '../../conformance/driving/client-credentials.js';
import { type Connection, openConnection, thumbprintOf } from '../../conformance/driving/connection.js';
import type { Offered } from '../../conformance/driving/offered.js';
import { chosenRules, examine, situationsFor } from '../../conformance/examine.js';
import { inLightOf } from '../../conformance/expected.js';
import { reportOf } from '../../conformance/report.js';
import { machineClock } from '../../core/clock.js';
import { UsageError } from '../../core/errors.js';
import { formatInstant } from '../../core/instant.js';
import { serverOf, UnreachableError } from '../admin-client.js';
import { readExpected } from '../expected-file.js';
import { type ReportFile, writeReports } from '../report-files.js';
import { tellReport } from '../report-lines.js';
import { EXIT, type Terminal } from '../terminal.js';
import { type ConformConfig, type Receiver, readConformConfig } from './config.js';

export interface ConformFlags {
  readonly target?: string;
  readonly config?: string;
  readonly admin?: string;
  readonly adminToken?: string;
  readonly rule?: readonly string[];
  readonly expected?: string;
  readonly report?: readonly ReportFile[];
}

/** Loaded when the command is run: no other command needs what judges a transmitter. */
export async function run(flags: ConformFlags, terminal: Terminal): Promise<void> {
  const config: ConformConfig =
    flags.config === undefined ? { tls: {}, bases: {}, consents: {} } : await readConformConfig(flags.config);
  const target = requireAddress(flags.target ?? config.target ?? (flags.admin && serverOf(flags.admin)), '--target');
  const { rules, unknown } = chosenRules(flags.rule ?? []);
  if (unknown.length > 0)
    throw new UsageError({
      pt: `--rule é "${unknown[0]}": o conform não julga nenhuma regra com esse id`,
      en: `--rule is "${unknown[0]}": no rule of that id is judged by conform`,
    });
  const expected =
    flags.expected === undefined
      ? []
      : await readExpected(
          flags.expected,
          chosenRules([]).rules.map(({ id }) => id),
        );
  const connection = openConnection(config.tls);
  try {
    await requireAnswer(connection, target);
    const arranger =
      flags.admin === undefined
        ? undefined
        : await openArranger(connection, flags.admin, {
            ...(flags.adminToken !== undefined && { token: flags.adminToken }),
            ...(config.tls.cert !== undefined && { thumbprint: thumbprintOf(config.tls.cert) }),
          });
    const startedAt = machineClock.now();
    const total = situationsFor(rules).length;
    let told = 0;
    const interruption = new AbortController();
    const interrupt = (): void => interruption.abort();
    process.once('SIGINT', interrupt);
    const results = await examine(rules, {
      connection,
      target,
      wall: machineClock,
      bases: config.bases,
      secrets: flags.adminToken === undefined ? [] : [flags.adminToken],
      ...(arranger ? { arranger } : { offered: await offeredBy(config, connection) }),
      onProgress: ({ id }) => {
        told += 1;
        terminal.progress(`${told}/${total} ${id}`);
      },
      signal: interruption.signal,
    }).finally(() => process.off('SIGINT', interrupt));
    terminal.progress('');
    if (interruption.signal.aborted) {
      terminal.note(terminal.say({ pt: 'Interrompido: nada foi julgado.', en: 'Interrupted: nothing was judged.' }));
      process.exitCode = EXIT.interrupted;
      return;
    }
    const report = reportOf(inLightOf(results, expected), {
      subject: 'transmitter',
      target,
      startedAt: formatInstant(startedAt),
      durationMs: machineClock.now() - startedAt,
      language: terminal.language,
    });
    await writeReports(report, flags.report ?? []);
    tellReport(report, terminal);
    if (report.summary.failed > 0) process.exitCode = EXIT.failed;
  } finally {
    connection.close();
  }
}

function requireAddress(text: string | undefined, flag: string): string {
  if (text === undefined)
    throw new UsageError({
      pt: `falta ${flag}: um endereço como http://127.0.0.1:3000`,
      en: `${flag} is missing: an address such as http://127.0.0.1:3000`,
    });
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text.replace(/\/+$/, '');
  throw new UsageError({
    pt: `${flag} é "${text}"; permitido: um endereço como http://127.0.0.1:3000`,
    en: `${flag} is "${text}"; allowed: an address such as http://127.0.0.1:3000`,
  });
}

/** Anything is an answer, as long as it comes from there. @throws UnreachableError with the cause. */
async function requireAnswer(connection: Connection, url: string): Promise<void> {
  const { status, error } = await connection.send({ method: 'GET', url: `${url}/`, headers: { accept: '*/*' } });
  const isDown = status === 0 && !['timeout', 'too large'].includes(error ?? '') && !error?.startsWith('HPE_');
  if (isDown && error !== 'ECONNRESET')
    throw new UnreachableError({
      pt: `nada responde em ${url} (${error ?? 'sem resposta'}); confira o endereço, e se está no ar`,
      en: `nothing answers at ${url} (${error ?? 'no answer'}); check the address, and whether it is up`,
    });
}

async function openArranger(
  connection: Connection,
  url: string,
  options: ConstructorParameters<typeof Arranger>[2],
): Promise<Arranger> {
  const admin = serverOf(requireAddress(url, '--admin'));
  await requireAnswer(connection, admin);
  const arranger = new Arranger(connection, admin, options);
  try {
    const health = await arranger.call('GET', '/health');
    if (textIn(health, 'status') !== 'UP') throw new ArrangementError('GET /health');
  } catch (cause) {
    if (!(cause instanceof ArrangementError)) throw cause;
    throw new UsageError({
      pt: `--admin é ${admin}: não é uma transmissora, ou --admin-token está errado (${cause.message})`,
      en: `--admin is ${admin}: it is no transmissora, or --admin-token is wrong (${cause.message})`,
    });
  }
  return arranger;
}

async function offeredBy(config: ConformConfig, connection: Connection): Promise<Offered> {
  const { customer, client, otherClient, consents } = config;
  const token = async (receiver: Receiver | undefined): Promise<string | undefined> => {
    if (!receiver) return undefined;
    if ('accessToken' in receiver) return receiver.accessToken;
    return clientToken(receiver, connection, machineClock).catch((cause: Error) => {
      throw new UsageError({
        pt: `nenhum token para ${receiver.clientId}: ${cause.message}`,
        en: `no token for ${receiver.clientId}: ${cause.message}`,
      });
    });
  };
  const [mine, other] = await Promise.all([client, otherClient].map(token));
  return {
    consents,
    ...(customer !== undefined && { customer }),
    ...(mine !== undefined && { clientToken: mine }),
    ...(other !== undefined && { otherClientToken: other }),
  };
}
