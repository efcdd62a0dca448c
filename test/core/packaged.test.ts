import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { packagedTwin, readYaml } from '../../src/core/packaged.js';
import { FIXTURES, specFile } from '../../src/paths.js';
import { ScenarioLibrary } from '../../src/scenarios/library.js';
import { scratchFolder } from '../store/scratch.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

test('the build leaves every YAML file of the package as JSON that says the same', async () => {
  await using folder = await scratchFolder();
  await promisify(execFile)(process.execPath, ['scripts/build-yaml.mjs', folder.path], { cwd: ROOT });
  const files = ['spec', 'fixtures'].flatMap((name) =>
    readdirSync(join(ROOT, name), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.yaml'))
      .map((path) => join(name, path)),
  );
  expect(files.length).toBeGreaterThan(40);
  for (const file of files) {
    expect(JSON.parse(readFileSync(join(folder.path, `${file}.json`), 'utf8'))).toEqual(
      await readYaml(join(ROOT, file)),
    );
  }
  const scenario = JSON.parse(readFileSync(join(folder.path, 'fixtures/scenarios/demo.yaml.json'), 'utf8'));
  expect(await new ScenarioLibrary(FIXTURES).check('demo')).toMatchObject(scenario);
});

test('a file that is not the package’s has no such JSON', async () => {
  await using folder = await scratchFolder();
  expect(await packagedTwin(join(folder.path, 'spec/admin.yaml'))).toBeUndefined();
  expect(await packagedTwin(specFile('../../elsewhere.yaml'))).toBeUndefined();
});
