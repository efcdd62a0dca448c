import { Command } from 'commander';
import { readTarget } from '../config.js';
import { fetchReport, type ReceiverTarget, withReceiverTarget } from './receiver-target.js';
import type { Terminal } from './terminal.js';

interface CoverageFlags extends ReceiverTarget {
  readonly json?: boolean;
}

export function coverageCommand(terminal: Terminal): Command {
  const { say } = terminal;
  const command = new Command('coverage').description(
    say({
      pt: 'Diz que regras da receptora o tráfego já exercitou, e o que falta às outras',
      en: 'Tell which rules of the receiver the traffic has exercised, and what the others lack',
    }),
  );
  return withReceiverTarget(command, terminal)
    .option('--json', say({ pt: 'Mostra como JSON', en: 'Print as JSON' }))
    .action((flags: Partial<CoverageFlags>) => run({ ...readTarget(), ...flags }, terminal));
}

async function run({ json = false, ...target }: CoverageFlags, terminal: Terminal): Promise<void> {
  const { line, paint, say } = terminal;
  const { results } = await fetchReport(target, terminal);
  const missing = results.filter(({ verdict }) => verdict === 'skip');
  const exercised = results.filter(({ verdict }) => verdict !== 'skip');
  if (json) {
    const rules = results.map(({ rule, verdict, message }) =>
      verdict === 'skip' ? { rule, exercised: false, missing: message } : { rule, exercised: true },
    );
    return line(JSON.stringify({ exercised: exercised.length, total: results.length, rules }, null, 2));
  }
  for (const { rule, title } of exercised) line(`${paint('green', '✓')} ${rule} ${title}`);
  for (const { rule, title, message } of missing) {
    line(`${paint('dim', '–')} ${rule} ${title}`);
    line(`         ${paint('dim', message)}`);
  }
  line(
    say({
      pt: `${exercised.length} de ${results.length} regras exercitadas`,
      en: `${exercised.length} of ${results.length} rules exercised`,
    }),
  );
}
