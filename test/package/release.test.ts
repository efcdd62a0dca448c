import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { scratchFolder } from '../store/scratch.js';
import { ROOT } from '../support/packed.js';

/** What the script says of a tag, where package.json says 1.2.3. */
async function notesOf(tag: string, changelog: string): Promise<{ code: number; out: string; err: string }> {
  await using folder = await scratchFolder();
  await writeFile(join(folder.path, 'package.json'), '{ "version": "1.2.3" }');
  await writeFile(join(folder.path, 'CHANGELOG.md'), changelog);
  const args = [join(ROOT, 'scripts/release-notes.mjs'), tag, folder.path];
  return await promisify(execFile)(process.execPath, args).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    ({ code, stdout, stderr }) => ({ code, out: stdout, err: stderr }),
  );
}

const CHANGELOG =
  '# Changelog\n\n## [Unreleased]\n\n- Later.\n\n## [1.2.3] - 2026-03-02\n\n- Now.\n\n## [1.2.2] - 2026-01-02\n\n- Before.\n';

describe('a release', () => {
  test('is told by the part of the changelog for its version', async () => {
    expect(await notesOf('v1.2.3', CHANGELOG)).toEqual({ code: 0, out: '- Now.\n', err: '' });
  });

  test('stops where the tag is not the version, or the changelog does not know it', async () => {
    expect(await notesOf('v1.2.4', CHANGELOG)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('v1.2.4'),
    });
    const unreleased = CHANGELOG.replace('[1.2.3] - 2026-03-02', '[1.2.1] - 2026-03-02');
    expect(await notesOf('v1.2.3', unreleased)).toMatchObject({ code: 1, err: expect.stringContaining('[1.2.3]') });
  });

  test('goes out by a tag, after everything was tested, and every version of Node.js is tested on every push', async () => {
    const [release, ci] = await Promise.all(
      ['release', 'ci'].map(async (name) => parse(await readFile(join(ROOT, `.github/workflows/${name}.yml`), 'utf8'))),
    );
    expect(release.on).toEqual({ push: { tags: ['v*'] } });
    const steps = (release.jobs.release.steps as readonly { run?: string }[]).flatMap(
      ({ run = '' }) => run.split(' ')[0] || [],
    );
    expect(steps).toEqual(['node', '.ci/run', 'npm', 'npm', 'gh']);
    expect(release.jobs.release.steps.at(-2).run).toMatch(/^npm publish --provenance /);
    expect(ci.jobs.test.strategy.matrix.node).toEqual([20, 22, 24]);
    expect((ci.jobs.test.steps as readonly { run?: string }[]).at(-1)?.run).toBe('.ci/run');
  });

  test('is numbered by the command of docs/versioning.md, which makes the tag too', async () => {
    await using folder = await scratchFolder();
    await writeFile(join(folder.path, 'package.json'), '{ "name": "transmissora", "version": "0.1.0" }\n');
    const page = await readFile(join(ROOT, 'docs/versioning.md'), 'utf8');
    const [, command = ''] = /`(npm version \d+\.\d+\.\d+)`/.exec(page) ?? [];
    const ana = ['AUTHOR', 'COMMITTER'].flatMap((who) => [
      [`GIT_${who}_NAME`, 'Ana'],
      [`GIT_${who}_EMAIL`, 'ana@example.com'],
    ]);
    const lines = ['git init -q', 'git add .', 'git commit -qm first', command, 'git tag'];
    const options = { cwd: folder.path, env: { ...process.env, ...Object.fromEntries(ana) } };
    const { stdout } = await promisify(execFile)('bash', ['-euc', lines.join('\n')], options);
    expect(stdout.trim().split('\n').at(-1)).toBe('v1.2.3');
    expect(JSON.parse(await readFile(join(folder.path, 'package.json'), 'utf8'))).toMatchObject({ version: '1.2.3' });
  });

  test('is published under the repository it comes from, which provenance asks for', async () => {
    await using folder = await scratchFolder();
    await writeFile(join(folder.path, 'package.json'), '{ "version": "1.2.3" }');
    const { jobs } = parse(await readFile(join(ROOT, '.github/workflows/release.yml'), 'utf8'));
    const steps = jobs.release.steps as readonly { name?: string; run?: string }[];
    const run = steps.find(({ name }) => name === 'Name the repository')?.run ?? '';
    const env = { ...process.env, GITHUB_SERVER_URL: 'https://git.example', GITHUB_REPOSITORY: 'some/one' };
    await promisify(execFile)('bash', ['-c', run], { cwd: folder.path, env });
    expect(JSON.parse(await readFile(join(folder.path, 'package.json'), 'utf8'))).toMatchObject({
      repository: { type: 'git', url: 'git+https://git.example/some/one.git' },
    });
  });
});
