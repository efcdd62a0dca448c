import { Command } from 'commander';
import { readTarget } from '../config.js';
import { UsageError } from '../core/errors.js';
import { fetchReport, type ReceiverTarget, withReceiverTarget } from './receiver-target.js';
import { type ReportFile, readReportFile, writeReports } from './report-files.js';
import { tellReport } from './report-lines.js';
import { EXIT, type Terminal } from './terminal.js';

interface GradeFlags extends ReceiverTarget {
  readonly failOn?: string;
  readonly report?: readonly ReportFile[];
}

const FAIL_ON = ['error', 'warning'];

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
    .action((flags: Partial<GradeFlags>) => run({ ...readTarget(), ...flags }, terminal));
}

async function run({ failOn = 'error', report: files = [], ...target }: GradeFlags, terminal: Terminal): Promise<void> {
  if (!FAIL_ON.includes(failOn)) throw new UsageError(`--fail-on is "${failOn}"; allowed: ${FAIL_ON.join(', ')}`);
  const report = await fetchReport(target, terminal);
  await writeReports(report, files);
  tellReport(report, terminal);
  const { failed, warned } = report.summary;
  if (failed > 0 || (failOn === 'warning' && warned > 0)) process.exitCode = EXIT.failed;
}
