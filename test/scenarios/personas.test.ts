import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { FIXTURES } from '../../src/paths.js';
import { ScenarioLibrary } from '../../src/scenarios/library.js';
import { inLanguage } from '../../src/core/text.js';
import type { Scenario } from '../../src/scenarios/scenario.js';

const page = readFileSync(join(FIXTURES, '..', 'docs', 'personas.md'), 'utf8');

const rowsOf = ({ name, about, customers }: Scenario): string[] =>
  Object.values(customers).map((customer) => {
    const cells = [`\`${name}\``, `\`${customer.cpf ?? customer.cnpj}\``, customer.name];
    return `| ${[...cells, inLanguage(about, 'pt'), inLanguage(about, 'en')].join(' | ')} |`;
  });

test('docs/personas.md lists exactly the shipped scenarios, with whom and what they show', async () => {
  const library = new ScenarioLibrary(FIXTURES);
  const scenarios = await Promise.all((await library.names()).map((name) => library.read(name)));
  const rows = page.split('\n').filter((line) => line.startsWith('| `'));
  expect(rows).toEqual(scenarios.flatMap(rowsOf));
});

test('docs/personas.md loads and plays only scenarios that exist', async () => {
  const names = [...page.matchAll(/(?:--scenario|demo|scenarios)[ /]([a-z]+(?:-[a-z]+)+)/g)].map(([, name]) => name);
  const known = await new ScenarioLibrary(FIXTURES).names();
  expect(names).toHaveLength(3);
  expect(names.filter((name) => !known.includes(name ?? ''))).toEqual([]);
});
