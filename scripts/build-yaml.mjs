// Leaves the package's YAML files as JSON in dist/yaml, or in the folder named: what a start reads then needs no YAML reader.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

const [, , TARGET = 'dist/yaml'] = process.argv;

rmSync(TARGET, { recursive: true, force: true });
for (const folder of ['spec', 'fixtures']) {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.yaml')) continue;
    const target = join(TARGET, folder, `${name}.json`);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, JSON.stringify(parse(readFileSync(join(folder, name), 'utf8'))));
  }
}
