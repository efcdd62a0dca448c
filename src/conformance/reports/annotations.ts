import type { Report } from '../report.js';

const COMMANDS = { fail: 'error', warn: 'warning' } as const;

/**
 * Workflow commands that GitHub Actions turns into annotations, one line each, for what failed or was warned of.
 * https://docs.github.com/actions/reference/workflow-commands
 */
export const annotationsOf = ({ results }: Report): readonly string[] =>
  results.flatMap(({ rule, title, verdict, message }) =>
    verdict === 'fail' || verdict === 'warn'
      ? [`::${COMMANDS[verdict]} title=${property(`${rule} ${title}`)}::${data(message)}`]
      : [],
  );

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
