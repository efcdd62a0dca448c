import junit, { type Builder } from 'junit-report-builder';
import type { Report, ReportedResult } from '../report.js';

/** JUnit XML, as GitHub and GitLab read it: one case per rule, grouped by area. A warning passes, and says so in its output. */
export function junitOf(report: Report): string {
  // The package declares its builder as the type of its module.
  const builder = (junit as unknown as Builder).newBuilder();
  const suite = builder.testSuite().name(`transmissora ${report.subject}`).timestamp(report.startedAt);
  suite.time(report.durationMs / 1_000).property('target', readable(report.target));
  for (const result of report.results) {
    const test = suite
      .testCase()
      .className(result.area)
      .name(readable(`${result.rule} ${result.title}`))
      .time(0);
    if (result.verdict === 'skip') test.skipped().standardOutput(readable(result.message));
    if (result.verdict === 'fail')
      test.failure(readable(result.message), result.level).stacktrace(readable(detailOf(result)));
    if (result.verdict === 'warn') test.standardOutput(readable(`${result.level}: ${detailOf(result)}`));
  }
  return builder.build();
}

/** The message, the source, and a line for each exchange. */
const detailOf = ({ message, source, evidence }: ReportedResult): string =>
  [
    message,
    source,
    ...evidence.map(
      ({ id, at, method, path, query, status }) =>
        `#${id} ${at} ${method} ${path}${query === '' ? '' : `?${query}`} → ${status}`,
    ),
  ].join('\n');

/** What XML 1.0 cannot hold, however it is written, gives way to a sign that something was there. */
const readable = (text: string): string =>
  Array.from(text, (character) => (isWritable(character.codePointAt(0) ?? 0) ? character : '\uFFFD')).join('');

const isWritable = (code: number): boolean =>
  [0x9, 0xa, 0xd].includes(code) ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code !== 0xfffe && code !== 0xffff);
