import { resolve } from 'node:path';
import { Command } from 'commander';
import { ownHosts } from '../addresses.js';
import { readConfig, type Written } from '../config.js';
import { machineClock } from '../core/clock.js';
import { formatInstant } from '../core/instant.js';
import { certificatesIn, filesIn, type KeptCertificates } from '../openfinance/certificates/folder.js';
import { RECEIVERS } from '../openfinance/certificates/receivers.js';
import { endOf } from '../openfinance/certificates/set.js';
import type { Config } from '../settings.js';
import { certificateFolder } from '../tls.js';
import type { Terminal } from './terminal.js';

/** Where certificates go when there is no data file to put them beside. */
const DEFAULT_FOLDER = '.transmissora/certs';

interface CertsFlags {
  readonly dir?: string;
  readonly force?: boolean;
}

export function certsCommand(terminal: Terminal): Command {
  const { say } = terminal;
  return new Command('certs')
    .description(
      say({
        pt: 'Cria a autoridade de testes e os certificados do servidor e de duas receptoras',
        en: 'Create the test authority and the certificates of the server and of two receivers',
      }),
    )
    .option(
      '--dir <folder>',
      say({
        pt: 'Pasta; sem ela, a que start usa, ao lado dos dados',
        en: 'Folder; without it, the one start uses, beside the data',
      }),
    )
    .option(
      '--public-url <url>',
      say({
        pt: 'Endereço público, cujo nome entra no certificado do servidor [TRANSMISSORA_PUBLIC_URL]',
        en: "Public address, whose name goes into the server's certificate [TRANSMISSORA_PUBLIC_URL]",
      }),
    )
    .option(
      '--force',
      say({ pt: 'Cria tudo de novo, mesmo que ainda valha', en: 'Make everything anew, even when it is still valid' }),
    )
    .action(({ dir, force, ...flags }: CertsFlags & Written) => run(flags, { dir, force }, terminal));
}

async function run(
  flags: Written,
  { dir, force = false }: { readonly dir: string | undefined; readonly force: boolean | undefined },
  terminal: Terminal,
): Promise<void> {
  const config = await readConfig(flags);
  const folder = resolve(dir ?? certificateFolder(config) ?? DEFAULT_FOLDER);
  const kept = await certificatesIn(folder, { now: machineClock.now(), hosts: ownHosts(config), anew: force });
  tell(kept, folder, config, terminal);
}

const OUTCOMES = {
  made: { pt: 'Certificados criados', en: 'Certificates made' },
  'server-renewed': { pt: 'Certificado do servidor refeito', en: "The server's certificate was made anew" },
  kept: { pt: 'Certificados já existentes', en: 'Certificates already there' },
} as const;

function tell(
  { set, outcome }: KeptCertificates,
  folder: string,
  config: Config,
  { line, note, say, paint }: Terminal,
): void {
  const until = formatInstant(endOf(set.server)).slice(0, 10);
  note(`${say(OUTCOMES[outcome])}; ${say({ pt: `valem até ${until}`, en: `valid until ${until}` })}`);
  const about: Readonly<Record<string, string>> = {
    ca: say({ pt: 'autoridade de testes', en: 'test authority' }),
    server: say({ pt: 'servidor', en: 'server' }),
    ...Object.fromEntries(RECEIVERS.map(({ name, legalName }) => [name, legalName])),
  };
  for (const [name, { certificate, key }] of Object.entries(filesIn(folder))) {
    line(`${paint('bold', certificate)}  ${about[name]}`);
    line(key);
  }
  line();
  line(curlWith(folder, `https://127.0.0.1:${config.tlsPort || 3443}/open-banking/discovery/v2/status`));
}

/** A curl that shows the first receiver's certificate. */
export function curlWith(folder: string, url: string): string {
  const files = filesIn(folder);
  const [{ name }] = RECEIVERS;
  return `curl -s --cacert '${files['ca']?.certificate}' --cert '${files[name]?.certificate}' --key '${files[name]?.key}' ${url}`;
}
