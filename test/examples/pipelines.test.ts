import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import { parse } from 'yaml';
import { freePort } from '../cli/command.js';
import { ROOT } from '../support/packed.js';
import { workshop } from './workshop.js';

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

let shop: Awaited<ReturnType<typeof workshop>>;
beforeAll(async () => {
  shop = await workshop();
});
afterAll(() => shop[Symbol.asyncDispose]());

const yamlAt = async (...path: string[]) => parse(await readFile(join(ROOT, ...path), 'utf8'));

/** A line as a runner's shell takes it; what is left in the background goes on. `$PORT`: a free one. */
async function shell(folder: string, line: string, env: Readonly<Record<string, string>>) {
  const { code, out, err } = await shop.run(
    folder,
    'bash',
    ['--noprofile', '--norc', '-eo', 'pipefail', '-c', line],
    env,
  ).ended;
  return { code, text: `${line}\n${out}${err}` };
}

/** Runs every line, until one fails. Gives what it said. */
async function runAll(folder: string, lines: readonly string[], env: Readonly<Record<string, string>>): Promise<void> {
  for (const line of lines) {
    const { code, text } = await shell(folder, line, env);
    expect([text, code]).toEqual([text, 0]);
  }
}

/** What was graded, in the report that CI reads. */
async function gradedIn(file: string): Promise<number> {
  const { testsuites } = new XMLParser({ ignoreAttributes: false }).parse(await readFile(file, 'utf8'));
  expect(testsuites['@_failures'] ?? '0').toBe('0');
  return [testsuites.testsuite].flat().flatMap(({ testcase }) => testcase).length;
}

/** What the runner brings is not run here: the installation is tested in test/package. */
const isInstallation = (line: string): boolean => line.startsWith('npm ci');

const atPort = (port: string) => (line: string) =>
  line.replace('transmissora start', `transmissora start --port ${port}`);

describe('examples/ci: start the mock, test the receiver, grade it, and hand in the report', () => {
  test('as a workflow of GitHub Actions', async () => {
    const folder = await shop.open('ci');
    const { jobs } = await yamlAt('examples/ci/.github/workflows/receiver.yml');
    const steps: readonly Step[] = jobs.receiver.steps;
    const port = await freePort();
    const lines = steps.flatMap(({ run }) => (run === undefined || isInstallation(run) ? [] : [run]));
    expect(lines).toHaveLength(3);
    await runAll(folder, lines.map(atPort(port)), { TRANSMISSORA_ADMIN: `http://127.0.0.1:${port}` });
    expect(await gradedIn(join(folder, 'reports/receiver.xml'))).toBe(32);
    const upload = steps.find(({ uses = '' }) => uses.startsWith('actions/upload-artifact@'));
    expect(upload?.with?.['path']).toContain('reports');
  });

  test('as a job of GitLab', async () => {
    const folder = await shop.open('ci');
    const { receiver: job } = await yamlAt('examples/ci/.gitlab-ci.yml');
    const port = await freePort();
    expect(job.before_script.every(isInstallation)).toBe(true);
    // GitLab gives all lines to one shell.
    const script = (job.script as readonly string[]).map(atPort(port)).join('\n');
    await runAll(folder, [script], { TRANSMISSORA_ADMIN: `http://127.0.0.1:${port}` });
    expect(await gradedIn(join(folder, job.artifacts.reports.junit))).toBe(32);
  });
});

describe('action.yml', () => {
  /** What an expression of the action stands for. */
  const filled = (text: string, inputs: Readonly<Record<string, string>>): string =>
    text.replaceAll(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => inputs[name] ?? `no input ${name}`);

  async function act(folder: string, given: Readonly<Record<string, string>>) {
    const { inputs, runs } = await yamlAt('action.yml');
    const declared = Object.entries(inputs as Record<string, { readonly default?: string }>);
    const all = { ...Object.fromEntries(declared.map(([name, { default: usual = '' }]) => [name, usual])), ...given };
    expect(runs.using).toBe('composite');
    const done: { code: number | null; text: string }[] = [];
    for (const { run = '', env = {}, shell: wanted } of runs.steps as readonly Step[]) {
      // Inputs reach the shell as variables alone: what they say is never read as a script of ours.
      expect([run.includes('${{'), wanted]).toEqual([false, 'bash']);
      const values = Object.fromEntries(Object.entries(env).map(([name, text]) => [name, filled(text, all)]));
      done.push(await shell(folder, run, values));
    }
    return done;
  }

  test('starts the mock, runs the tests, grades, and leaves JUnit, HTML, JSON and the log', async () => {
    const folder = await shop.open('ci');
    const port = await freePort();
    const given = { port, scenario: 'preparing-then-ready', run: 'npm test', 'fail-on': 'warning' };
    for (const { code, text } of await act(folder, given)) expect([text, code]).toEqual([text, 0]);
    expect(await gradedIn(join(folder, 'transmissora-reports/receiver.xml'))).toBe(32);
    const { summary } = JSON.parse(await readFile(join(folder, 'transmissora-reports/receiver.json'), 'utf8'));
    expect(summary.failed).toBe(0);
    expect(await readFile(join(folder, 'transmissora-reports/transmissora.log'), 'utf8')).toContain(port);
    // It has stopped: the port is free for the next use of the action in the same job.
    await expect(fetch(`http://127.0.0.1:${port}/readyz`)).rejects.toThrow('fetch failed');
  });

  test('does so as the workflow that uses it asks for it, with inputs it has', async () => {
    const folder = await shop.open('ci');
    const { jobs } = await yamlAt('examples/ci/.github/workflows/receiver-with-action.yml');
    const steps: readonly Step[] = jobs.receiver.steps;
    const given = steps.find(({ uses = '' }) => /^OWNER\/transmissora@v\d/.test(uses))?.with ?? {};
    const { inputs } = await yamlAt('action.yml');
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(given)));
    for (const { code, text } of await act(folder, { ...given, port: await freePort() }))
      expect([text, code]).toEqual([text, 0]);
    const kept = steps.find(({ uses = '' }) => uses.startsWith('actions/upload-artifact@'))?.with?.['path'] ?? '';
    expect(await gradedIn(join(folder, kept, 'receiver.xml'))).toBe(32);
    expect(steps.flatMap(({ run }) => run ?? []).every(isInstallation)).toBe(true);
  });

  test('fails when the tests fail, when the receiver errs, and when the mock cannot start', async () => {
    const folder = await shop.open('ci');
    const port = await freePort();
    const careless = 'curl --silent --fail "$TRANSMISSORA_ADMIN/open-banking/resources/v3/resources"';
    const [started, tested, graded] = await act(folder, { port, run: careless });
    expect([started?.code, tested?.code, graded?.code]).toEqual([0, 22, 1]);
    expect(graded?.text).toContain('✗ RCV-01');
    const [refused] = await act(folder, { port, scenario: 'nope', run: 'true' });
    expect([refused?.code, refused?.text]).toEqual([1, expect.stringContaining('scenario "nope" does not exist')]);
  });
});

test('action.yml grades after tests that fail, but not where the mock never started', async () => {
  const { steps } = (await yamlAt('action.yml')).runs as { readonly steps: readonly Record<string, string>[] };
  expect(steps.find(({ name }) => name === 'Start the mock')?.['id']).toBe('mock');
  expect(steps.find(({ name }) => name === 'Grade it')?.['if']).toContain(
    "!cancelled() && steps.mock.outcome == 'success'",
  );
});
