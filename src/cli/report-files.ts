import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Report } from '../conformance/report.js';
import { UsageError } from '../core/errors.js';

type Form = 'json' | 'junit' | 'html';

/** A report to be written, as `--report` names it. */
export interface ReportFile {
  readonly form: Form;
  readonly file: string;
}

/** What writes each is loaded when it is wanted. */
const WRITERS: Readonly<Record<Form, (report: Report) => string | Promise<string>>> = {
  json: (report) => `${JSON.stringify(report, null, 2)}\n`,
  junit: async (report) => (await import('../conformance/reports/junit.js')).junitOf(report),
  html: async (report) => (await import('../conformance/reports/html.js')).htmlOf(report),
};

/** For commander: takes one more `--report`. @throws UsageError naming what is allowed. */
export function readReportFile(text: string, sofar: readonly ReportFile[] = []): readonly ReportFile[] {
  const [form = '', ...rest] = text.split('=');
  const file = rest.join('=');
  if (!isForm(form) || file === '')
    throw new UsageError({
      pt: `--report é "${text}"; permitido: ${Object.keys(WRITERS).join('=ARQUIVO, ')}=ARQUIVO`,
      en: `--report is "${text}"; allowed: ${Object.keys(WRITERS).join('=FILE, ')}=FILE`,
    });
  return [...sofar, { form, file }];
}

const isForm = (text: string): text is Form => Object.hasOwn(WRITERS, text);

/** Writes them, with the folders they need. @throws UsageError naming a file that cannot be written. */
export async function writeReports(report: Report, files: readonly ReportFile[]): Promise<void> {
  for (const { form, file } of files) {
    try {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, await WRITERS[form](report));
    } catch (cause) {
      throw new UsageError(
        {
          pt: `--report: não dá para escrever ${file} (${(cause as NodeJS.ErrnoException).code})`,
          en: `--report: cannot write ${file} (${(cause as NodeJS.ErrnoException).code})`,
        },
        { cause },
      );
    }
  }
}
