import { readFile } from 'node:fs/promises';
import { readConfig, type Written } from '../../config.js';
import { machineClock } from '../../core/clock.js';
import { UsageError } from '../../core/errors.js';
import { PACKAGE_FILE } from '../../paths.js';
import { EXIT, type Terminal } from '../terminal.js';
import { lookAtCertificates } from './certificates.js';
import { lookAtClock } from './clock-skew.js';
import type { Finding } from './finding.js';
import { lookAtNode } from './node-version.js';
import { lookAtPorts } from './ports.js';
import { lookAtStore } from './store.js';

export interface DoctorFlags {
  readonly config?: string;
  readonly target?: string;
  readonly json?: boolean;
}

/** Loaded when the command is run: no other command looks at what these do. */
export async function run(
  { config: file, target, json, ...flags }: Written & DoctorFlags,
  terminal: Terminal,
): Promise<void> {
  if (target !== undefined && !/^https?:\/\/./.test(URL.canParse(target) ? target : ''))
    throw new UsageError({
      pt: `--target é "${target}"; permitido: um endereço como http://127.0.0.1:3000`,
      en: `--target is "${target}"; allowed: an address such as http://127.0.0.1:3000`,
    });
  const config = await readConfig(flags, undefined, file);
  const { engines } = JSON.parse(await readFile(PACKAGE_FILE, 'utf8')) as { engines: { node: string } };
  const [ports, store, certificates, clock] = await Promise.all([
    lookAtPorts(config),
    lookAtStore(config),
    lookAtCertificates(config, machineClock.now()),
    lookAtClock(target, machineClock),
  ]);
  const findings = [lookAtNode(process.versions.node, engines.node), ...ports, ...store, ...certificates, clock];
  if (json === true)
    terminal.line(JSON.stringify({ findings: findings.map((one) => inWords(one, terminal)) }, null, 2));
  else tell(findings, terminal);
  process.exitCode = codeOf(findings);
}

/** What is wrong here comes first: whoever mends it asks again. */
function codeOf(findings: readonly Finding[]): number {
  if (findings.some(({ verdict }) => verdict === 'fail')) return EXIT.failed;
  return findings.some(({ verdict }) => verdict === 'unreachable') ? EXIT.unreachable : EXIT.done;
}

const inWords = ({ says, advice, ...rest }: Finding, { say }: Terminal) => ({
  ...rest,
  says: say(says),
  ...(advice !== undefined && { advice: say(advice) }),
});

const MARKS = {
  ok: ['✓', 'green'],
  warn: ['!', 'yellow'],
  fail: ['✗', 'red'],
  unreachable: ['✗', 'red'],
  skip: ['–', 'dim'],
} as const;

function tell(findings: readonly Finding[], { line, paint, say }: Terminal): void {
  for (const { verdict, says, advice } of findings) {
    const [mark, colour] = MARKS[verdict];
    line(`${paint(colour, mark)} ${say(says)}`);
    if (advice !== undefined) line(`  → ${say(advice)}`);
  }
  const wrong = findings.filter(({ verdict }) => verdict === 'fail' || verdict === 'unreachable').length;
  line();
  if (wrong === 0)
    line(paint('green', say({ pt: 'Tudo pronto: transmissora start', en: 'All ready: transmissora start' })));
  else
    line(
      paint(
        'red',
        say({
          pt: `${wrong} ${wrong === 1 ? 'problema' : 'problemas'} acima; mende e repita`,
          en: `${wrong} ${wrong === 1 ? 'problem' : 'problems'} above; mend and ask again`,
        }),
      ),
    );
}
