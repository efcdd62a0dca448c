import { execFile } from 'node:child_process';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Packages in a folder of the bench's own: nobody who installs transmissora installs them. */
class Packages {
  readonly folder: string;

  constructor(name: string) {
    this.folder = fileURLToPath(new URL(name, import.meta.url));
  }

  /** A file of an installed package. */
  file(...path: string[]): string {
    return join(this.folder, 'node_modules', ...path);
  }

  /** Once: what is there stays. */
  async install(): Promise<void> {
    const { dependencies } = JSON.parse(await readFile(join(this.folder, 'package.json'), 'utf8')) as {
      dependencies: Readonly<Record<string, string>>;
    };
    const all = Promise.all(Object.keys(dependencies).map((name) => access(this.file(name))));
    const areThere = await all.then(
      () => true,
      () => false,
    );
    if (areThere) return;
    console.error(`installing ${Object.keys(dependencies).join(', ')} in ${this.folder}…`);
    // npm hands a script the settings of the project it runs in; ours about engines are not about these packages.
    const args = [
      'install',
      '--no-package-lock',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--engine-strict=false',
    ];
    await promisify(execFile)('npm', args, { cwd: this.folder }).catch((cause: unknown) => {
      throw new Error(`npm install: ${complaintOf(cause)}`, { cause });
    });
  }
}

/** What npm says is wrong, in one line, without where its log is. */
function complaintOf(cause: unknown): string {
  const { stderr = '', message } = cause as Error & { readonly stderr?: string };
  const lines = stderr.split('\n').filter((line) => line.startsWith('npm error') && !line.includes('complete log'));
  const said = lines.slice(0, 4).map((line) => line.replace(/^npm error\s*/, ''));
  return said.length > 0 ? said.join('; ') : message;
}

export const PEERS = new Packages('peers');
/** What makes the load where there is no wrk. */
export const LOADER = new Packages('loader');
