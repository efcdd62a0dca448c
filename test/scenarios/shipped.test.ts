import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { FIXTURES } from '../../src/paths.js';
import { documentKind } from '../../src/openfinance/holdings/customer.js';
import { RESOURCE_ID } from '../../src/openfinance/vocabulary.js';
import { ScenarioLibrary } from '../../src/scenarios/library.js';
import { holdingsFor } from '../../src/scenarios/load.js';
import type { Text } from '../../src/core/text.js';
import type { Scenario, Step } from '../../src/scenarios/scenario.js';

/** Longer than this, a sentence no longer fits a line of the demo. Characters. */
const LONGEST_SENTENCE = 120;

const BEHAVIOURS = `
  demo ready-at-once preparing-then-ready never-ready ready-after-the-limit
  temporary-block definitive-block closed-account migrated purge-after-three-months status-rules
  returning-investments new-contracts individual-selection nothing-held nothing-to-share product-not-sold
  joint-account-approved joint-account-refused joint-account-timed-out joint-account-only
  many-resources company consent-ends
  product-launched blocked-then-403 joint-account-across-apis revoked-at-transmitter
  extended-consent expired-consent partial-permissions
  otdx-normal-month otdx-mistake-undone otdx-tacit-before-easter otdx-reprocessing otdx-chinese-wall`
  .trim()
  .split(/\s+/);

const library = new ScenarioLibrary(FIXTURES);
const names = await library.names();
const scenarios = await Promise.all(names.map((name) => library.check(name)));

const customersOf = ({ customers }: Scenario) => Object.values(customers);
const portfoliosOf = ({ otdx }: Scenario) => Object.entries(otdx?.portfolios ?? {});
const repeated = (values: readonly unknown[]): unknown[] =>
  values.filter((value, index) => values.indexOf(value) !== index);
const inBoth = (text: Text): string[] => (typeof text === 'string' ? [] : [text.pt, text.en]);

describe('the shipped scenarios', () => {
  test('are at least one per behaviour', () => {
    expect(names).toEqual(expect.arrayContaining(BEHAVIOURS));
  });

  test('give a document of its own, valid, to each customer', () => {
    const documents = scenarios.flatMap(customersOf).map(({ cpf, cnpj }) => cpf ?? cnpj ?? '');
    expect(repeated(documents)).toEqual([]);
    expect(documents.filter((document) => documentKind(document) === undefined)).toEqual([]);
    expect(new Set(documents.map(documentKind))).toEqual(new Set(['CPF', 'CNPJ']));
  });

  test('give a name to each customer', () => {
    const people = scenarios.flatMap(customersOf).map(({ name }) => name);
    expect(people).not.toContain(undefined);
    expect(repeated(people)).toEqual([]);
  });

  test('give an id of its own to each resource, also to those contracted on the way', () => {
    const held = scenarios.flatMap(customersOf).flatMap(({ resources = [] }) => resources);
    const contracted = scenarios.flatMap(({ steps = [] }) => steps.flatMap((step) => step.contract?.resource ?? []));
    const ids = [...held, ...contracted].flatMap(holdingsFor).map(({ resourceId = '' }) => resourceId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !RESOURCE_ID.test(id))).toEqual([]);
  });

  test('give a code and a valid document of its own to each portfolio, and a name of its own to each user', () => {
    const portfolios = scenarios.flatMap(portfoliosOf);
    expect(repeated(portfolios.map(([code]) => code))).toEqual([]);
    expect(repeated(portfolios.map(([, { cnpj }]) => cnpj))).toEqual([]);
    expect(portfolios.filter(([, { cnpj }]) => documentKind(cnpj) !== 'CNPJ')).toEqual([]);
    expect(repeated(scenarios.flatMap(({ otdx }) => Object.keys(otdx?.users ?? {})))).toEqual([]);
  });

  test('put no name or document of a person into an id', () => {
    const told = scenarios.flatMap((scenario) =>
      customersOf(scenario).flatMap(({ name = '', cpf, cnpj, resources = [] }) => {
        const words = [...name.toLowerCase().split(/[ .]+/), cpf ?? cnpj ?? ''].filter((word) => word.length > 3);
        return resources.filter(({ id }) => words.some((word) => id.includes(word)));
      }),
    );
    expect(told).toEqual([]);
  });
});

describe.each(scenarios.map((scenario, index) => ({ file: names[index] ?? '', scenario })))(
  '$file',
  ({ file, scenario }) => {
    test('has the name of its file', () => {
      expect(scenario.name).toBe(file);
    });

    test('points editors at the schema', () => {
      const text = readFileSync(join(FIXTURES, 'scenarios', `${file}.yaml`), 'utf8');
      expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../scenario.schema.json');
    });

    test('speaks Portuguese and English, in short sentences', () => {
      const texts = [scenario.about, ...(scenario.steps ?? []).flatMap(({ say }) => say ?? [])];
      expect(texts.filter((text) => inBoth(text).length !== 2)).toEqual([]);
      expect(texts.flatMap(inBoth).filter((text) => text.length > LONGEST_SENTENCE || !/[.]$/.test(text))).toEqual([]);
    });

    test('says how many resources each list has', () => {
      const isList = ({ get = '', expect: wanted }: Step): boolean =>
        get.startsWith('/open-banking/resources/') || (wanted?.listed ?? wanted?.unlisted) !== undefined;
      const lists = (scenario.steps ?? []).filter((step) => step.expect?.status === 200 && isList(step));
      expect(lists.filter(({ expect: wanted }) => wanted?.total === undefined)).toEqual([]);
    });

    test('starts frozen on 2 March 2026, or follows real time', () => {
      const expected = file === 'demo' ? undefined : { now: '2026-03-02T12:00:00Z', frozen: true };
      expect(scenario.clock).toEqual(expected);
    });
  },
);
