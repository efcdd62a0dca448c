import { Command } from 'commander';
import { readTarget } from '../config.js';
import { failsUnexpectedly, reportInLightOf, type Strictness } from '../conformance/expected.js';
import { RECEIVER_RULES } from '../conformance/rules/receiver.js';
import { UsageError } from '../core/errors.js';
import { readExpected } from './expected-file.js';
import { fetchReport, type ReceiverTarget, withReceiverTarget } from './receiver-target.js';
import { type ReportFile, readReportFile, writeReports } from './report-files.js';
import { tellReport } from './report-lines.js';
import { EXIT, type Terminal } from './terminal.js';

interface GradeFlags extends ReceiverTarget {
  readonly failOn?: string;
  readonly report?: readonly ReportFile[];
  readonly expected?: string;
}

const FAIL_ON: readonly Strictness[] = ['error', 'warning'];

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
    .action((flags: Partial<GradeFlags>) => run({ ...readTarget(), ...flags }, terminal));
}

async function run(
  { failOn = 'error', report: files = [], expected: file, ...target }: GradeFlags,
  terminal: Terminal,
): Promise<void> {
  if (!isStrictness(failOn)) throw new UsageError(`--fail-on is "${failOn}"; allowed: ${FAIL_ON.join(', ')}`);
  const rules = RECEIVER_RULES.map(({ id }) => id);
  const expected = file === undefined ? [] : await readExpected(file, rules);
  const report = reportInLightOf(await fetchReport(target, terminal), expected, failOn);
  await writeReports(report, files);
  tellReport(report, terminal);
  if (failsUnexpectedly(report, expected, failOn)) process.exitCode = EXIT.failed;
}

const isStrictness = (text: string): text is Strictness => FAIL_ON.some((one) => one === text);
