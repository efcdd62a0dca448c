import { Command } from 'commander';
import { readTarget } from '../config.js';
import type { GradeFlags } from './grade/run.js';
import { withReceiverTarget } from './receiver-target.js';
import { readReportFile } from './report-files.js';
import type { Terminal } from './terminal.js';

export function gradeCommand(terminal: Terminal): Command {
  const { say } = terminal;
  const command = new Command('grade').description(
    say({
      pt: 'Avalia a receptora pelo que ela pediu a uma transmissora que está no ar',
      en: 'Grade the receiver by what it asked of a running transmitter',
    }),
  );
  return withReceiverTarget(command, terminal)
    .option(
      '--fail-on <severity>',
      say({ pt: 'O que reprova: error ou warning (error)', en: 'What fails: error or warning (error)' }),
    )
    .option(
      '--report <form=file>',
      say({ pt: 'Escreve json=, junit= ou html=; pode repetir', en: 'Write json=, junit= or html=; may be repeated' }),
      readReportFile,
    )
    .option(
      '--expected <file>',
      say({
        pt: 'Falhas esperadas, em YAML; uma que não ocorre também reprova',
        en: 'Expected failures, in YAML; one that does not occur fails too',
      }),
    )
    .action(async (flags: Partial<GradeFlags>) =>
      (await import('./grade/run.js')).run({ ...readTarget(), ...flags }, terminal),
    );
}
