import { Command } from 'commander';
import { readTarget } from '../config.js';
import { fetchCoverage, type ReceiverTarget, withReceiverTarget } from './receiver-target.js';
import type { Judged } from '../conformance/rule.js';
import type { Terminal } from './terminal.js';

interface CoverageFlags extends ReceiverTarget {
  readonly json?: boolean;
}

/** Of the longest rule id. */
const WIDTH = 9;

export function coverageCommand(terminal: Terminal): Command {
  const { say } = terminal;
  const command = new Command('coverage').description(
    say({
      pt: 'Diz que regras de cada lado o tráfego já exercitou, e o que falta às outras',
      en: 'Tell which rules of either side the traffic has exercised, and what the others lack',
    }),
  );
  return withReceiverTarget(command, terminal)
    .option('--json', say({ pt: 'Mostra como JSON', en: 'Print as JSON' }))
    .action((flags: Partial<CoverageFlags>) => run({ ...readTarget(), ...flags }, terminal));
}

async function run({ json = false, ...target }: CoverageFlags, terminal: Terminal): Promise<void> {
  const { line, paint, say } = terminal;
  const { exercised, total, rules } = await fetchCoverage(target, terminal);
  if (json) return line(JSON.stringify({ exercised, total, rules }, null, 2));
  for (const { rule, title } of rules.filter((one) => one.exercised))
    line(`${paint('green', '✓')} ${rule.padEnd(WIDTH)} ${title}`);
  for (const { rule, title, missing = '' } of rules.filter((one) => !one.exercised)) {
    line(`${paint('dim', '–')} ${rule.padEnd(WIDTH)} ${title}`);
    line(`${' '.repeat(WIDTH + 3)}${paint('dim', missing)}`);
  }
  const of = (side: Judged): string => {
    const own = rules.filter(({ judges }) => judges === side);
    return `${own.filter((one) => one.exercised).length}/${own.length}`;
  };
  line(
    say({
      pt: `${exercised} de ${total} regras exercitadas (transmissora ${of('transmitter')}, receptora ${of('receiver')})`,
      en: `${exercised} of ${total} rules exercised (transmitter ${of('transmitter')}, receiver ${of('receiver')})`,
    }),
  );
}
