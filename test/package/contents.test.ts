import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ALL_PAGES, linksOf } from '../docs/pages.js';
import { scratchFolder } from '../store/scratch.js';
import { installPacked, pack, ROOT } from '../support/packed.js';

/** The most a package may weigh, packed. Bytes. */
const MOST_PACKED = 3_200_000;

/** Hundreds of small files made a start slow. */
const MOST_MODULES = 60;

const sourceOf = (module: string): string => readFileSync(join(ROOT, `src/${module}.ts`), 'utf8');

/** The sources a built module's map holds; one without a source of its own only passes others on. */
function sourcesOf(module: string): readonly string[] {
  if (!readFileSync(module, 'utf8').includes('sourceMappingURL')) return [];
  return (JSON.parse(readFileSync(`${module}.map`, 'utf8')) as { sourcesContent: readonly string[] }).sourcesContent;
}

const run = promisify(execFile);
const tool = (name: string, ...args: string[]) => run(join(ROOT, 'node_modules/.bin', name), args);

let folder: Awaited<ReturnType<typeof scratchFolder>>;
let tarball: string;
let files: readonly string[];
beforeAll(async () => {
  folder = await scratchFolder();
  tarball = await pack(folder.path);
  const { stdout } = await run('tar', ['-tzf', tarball]);
  files = stdout
    .trim()
    .split('\n')
    .map((file) => file.replace(/^package\//, ''));
  await installPacked(tarball, join(folder.path, 'node_modules'));
});
afterAll(() => folder[Symbol.asyncDispose]());

describe('the package', () => {
  test('holds what is run, read and owed, and nothing it is built from', () => {
    const outside = files.filter((file) => !/^(dist|docs|examples|spec|fixtures)\//.test(file));
    expect(outside.toSorted()).toEqual([
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'LICENSE',
      'NOTICE',
      'README.en.md',
      'README.md',
      'SECURITY.md',
      'llms.txt',
      'package.json',
    ]);
    const ours = files.filter((file) => !file.startsWith('examples/'));
    expect(ours.filter((file) => /(?<!\.d)\.tsx?$|\.test\.|tsbuildinfo|(^|\/)\./.test(file))).toEqual([]);
    expect(files).toEqual(
      expect.arrayContaining([
        'dist/LICENSES.md',
        'dist/console/LICENSES.md',
        'dist/checks/resources-3.1.0.js',
        'dist/console/index.html',
        'dist/yaml/spec/admin.yaml.json',
        'spec/admin.yaml',
      ]),
    );
    expect(statSync(tarball).size).toBeLessThan(MOST_PACKED);
  });

  test('holds every recipe, hidden files and all, and nothing that was installed there', () => {
    const recipes = files.filter((file) => file.startsWith('examples/'));
    for (const { name } of readdirSync(join(ROOT, 'examples'), { withFileTypes: true }).filter((each) =>
      each.isDirectory(),
    ))
      expect(recipes).toContain(`examples/${name}/README.md`);
    expect(recipes).toEqual(
      expect.arrayContaining(['examples/ci/.gitlab-ci.yml', 'examples/ci/.github/workflows/receiver.yml']),
    );
    expect(recipes.filter((file) => /node_modules|package-lock|\.tgz$/.test(file))).toEqual([]);
  });

  test.each(ALL_PAGES)('every link of %s leads somewhere in it', (page) => {
    const home = join(folder.path, 'node_modules/transmissora');
    const targets = linksOf(readFileSync(join(home, page), 'utf8'))
      .filter((link) => !/^[a-z]+:|^#/.test(link))
      .map((link) => join(dirname(page), link.replace(/#.*/, '')));
    expect(targets.filter((target) => !existsSync(join(home, target)))).toEqual([]);
  });

  test('is few modules, with types for the library, and a source map with the sources in it for each', () => {
    const modules = files.filter((file) => /^dist\/(?!console\/|checks\/).*\.js$/.test(file));
    expect(modules).toEqual(expect.arrayContaining(['dist/cli/main.js', 'dist/index.js']));
    expect(modules.length).toBeLessThan(MOST_MODULES);
    expect(files).toContain('dist/index.d.ts');
    const mapped = modules.flatMap((file) => sourcesOf(join(folder.path, 'node_modules/transmissora', file)));
    expect(mapped).toEqual(expect.arrayContaining(['bank', 'cli/main', 'store/postgres'].map(sourceOf)));
  });

  test('takes in nothing of ours to develop with but the kit of the authorization server, and says whose it is', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      devDependencies: Readonly<Record<string, string>>;
    };
    const licences = readFileSync(join(folder.path, 'node_modules/transmissora/dist/LICENSES.md'), 'utf8');
    const takenIn = [...licences.matchAll(/^## (\S+) - /gm)].map(([, name = '']) => name);
    expect(takenIn).toContain('koa');
    expect(takenIn.filter((name) => name in devDependencies)).toEqual(['oidc-provider']);
  });

  test('is found without fault by publint', async () => {
    expect((await tool('publint', 'run', tarball, '--strict')).stdout).toContain('All good!');
  });

  test('gives every resolver of modules the right types (are the types wrong?)', async () => {
    const { stdout } = await tool('attw', tarball, '--profile', 'esm-only', '--format', 'json');
    const { problems } = JSON.parse(stdout) as { problems: Readonly<Record<string, readonly object[]>> };
    // CommonJS and Node 10 are what esm-only leaves out: the package is for `import` and Node 20.
    expect(Object.keys(problems).toSorted()).toEqual(['CJSResolvesToESM', 'NoResolution']);
  });
});
