import { failsUnexpectedly, reportInLightOf, type Strictness } from '../../conformance/expected.js';
import { RECEIVER_RULES } from '../../conformance/rules/receiver.js';
import { UsageError } from '../../core/errors.js';
import { readExpected } from '../expected-file.js';
import { fetchReport, type ReceiverTarget } from '../receiver-target.js';
import { type ReportFile, writeReports } from '../report-files.js';
import { tellReport } from '../report-lines.js';
import { EXIT, type Terminal } from '../terminal.js';

export interface GradeFlags extends ReceiverTarget {
  readonly failOn?: string;
  readonly report?: readonly ReportFile[];
  readonly expected?: string;
}

const FAIL_ON: readonly Strictness[] = ['error', 'warning'];

/** Loaded when the command is run: no other command needs what judges a receiver. */
export async function run(
  { failOn = 'error', report: files = [], expected: file, ...target }: GradeFlags,
  terminal: Terminal,
): Promise<void> {
  if (!isStrictness(failOn))
    throw new UsageError({
      pt: `--fail-on é "${failOn}"; permitido: ${FAIL_ON.join(', ')}`,
      en: `--fail-on is "${failOn}"; allowed: ${FAIL_ON.join(', ')}`,
    });
  const rules = RECEIVER_RULES.map(({ id }) => id);
  const expected = file === undefined ? [] : await readExpected(file, rules);
  const report = reportInLightOf(await fetchReport(target, terminal), expected, failOn);
  await writeReports(report, files);
  tellReport(report, terminal);
  if (failsUnexpectedly(report, expected, failOn)) process.exitCode = EXIT.failed;
}

const isStrictness = (text: string): text is Strictness => FAIL_ON.some((one) => one === text);
