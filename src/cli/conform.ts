import { Command } from 'commander';
import type { ConformFlags } from './conform/run.js';
import { readReportFile } from './report-files.js';
import type { Terminal } from './terminal.js';

export function conformCommand(terminal: Terminal): Command {
  const { say } = terminal;
  const many = (text: string, sofar: readonly string[] = []): readonly string[] => [...sofar, text];
  return new Command('conform')
    .description(
      say({
        pt: 'Examina uma transmissora por fora e diz que regras ela cumpre',
        en: 'Examine a transmitter from outside and tell which rules it keeps',
      }),
    )
    .option('--target <url>', say({ pt: 'Endereço da transmissora', en: 'Address of the transmitter' }))
    .option(
      '--config <file>',
      say({
        pt: 'O que se pode usar: tokens, consentimentos, certificados',
        en: 'What may be used: tokens, consents, certificates',
      }),
    )
    .option(
      '--admin <url>',
      say({ pt: 'API de administração que arranja as situações', en: 'Admin API that arranges the situations' }),
    )
    .option('--admin-token <token>', say({ pt: 'Token de administração', en: 'Admin token' }))
    .option('--rule <id>', say({ pt: 'Só esta regra; pode repetir', en: 'This rule alone; may be repeated' }), many)
    .option('--expected <file>', say({ pt: 'Falhas esperadas', en: 'Expected failures' }))
    .option(
      '--report <form=file>',
      say({ pt: 'Escreve json=, junit= ou html=; pode repetir', en: 'Write json=, junit= or html=; may be repeated' }),
      readReportFile,
    )
    .action(async (flags: ConformFlags) => (await import('./conform/run.js')).run(flags, terminal));
}
