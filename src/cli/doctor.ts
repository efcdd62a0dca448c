import { Command } from 'commander';
import type { Written } from '../config.js';
import { SETTINGS, type Setting, type SettingKey, flagOf, variableOf } from '../settings.js';
import type { DoctorFlags } from './doctor/run.js';
import type { Terminal } from './terminal.js';

/** The settings of `start` that say what is looked at. */
const LOOKED_AT: readonly SettingKey[] = ['port', 'host', 'tlsPort', 'pagePort', 'certs', 'store', 'publicUrl'];

export function doctorCommand(terminal: Terminal): Command {
  const { say } = terminal;
  const command = new Command('doctor').description(
    say({
      pt: 'Verifica o que start precisa (Node.js, portas, arquivos, certificados, relógio) e diz o que fazer',
      en: 'Check what start needs (Node.js, ports, files, certificates, clock) and tell the remedy',
    }),
  );
  for (const key of LOOKED_AT) {
    const { value, about }: Setting<unknown> = SETTINGS[key];
    command.option(`--${flagOf(key)} <${value}>`, `${say(about)} [${variableOf(key)}]`);
  }
  return command
    .option('--config <file>', say({ pt: 'Arquivo de configuração', en: 'Configuration file' }))
    .option(
      '--target <url>',
      say({ pt: 'Servidor com cujo relógio comparar', en: 'Server whose clock to compare with' }),
    )
    .option('--json', say({ pt: 'Mostra o resultado em JSON', en: 'Print the result as JSON' }))
    .action(async (flags: Written & DoctorFlags) => (await import('./doctor/run.js')).run(flags, terminal));
}
