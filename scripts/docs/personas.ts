import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { inLanguage } from '../../src/core/text.js';
import type { Scenario } from '../../src/scenarios/scenario.js';
import { code, table } from './markdown.js';
import type { PageLanguage } from './blocks.js';

const FOLDER = new URL('../../fixtures/scenarios/', import.meta.url);

const scenarios = (): readonly Scenario[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()
    .map((file) => parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Scenario);

const HEADS = {
  pt: ['Cenário', 'CPF ou CNPJ', 'Nome', 'O que acontece'],
  en: ['Scenario', 'CPF or CNPJ', 'Name', 'What happens'],
};

/** Who each shipped scenario brings, and what it shows. */
export const personasTable = (language: PageLanguage): string =>
  table(
    HEADS[language],
    scenarios().flatMap(({ name, about, customers }) =>
      Object.values(customers).map((customer) => [
        code(name),
        code(customer.cpf ?? customer.cnpj ?? ''),
        customer.name ?? '',
        inLanguage(about, language),
      ]),
    ),
  );

const OTDX_HEADS = {
  pt: ['Cenário', 'Usuários', 'Carteiras', 'O que acontece'],
  en: ['Scenario', 'Users', 'Portfolios', 'What happens'],
};

/** The same of the scenarios of the fund administrator's service, which have users and portfolios. */
export const otdxPersonasTable = (language: PageLanguage): string =>
  table(
    OTDX_HEADS[language],
    scenarios().flatMap(({ name, about, otdx }) =>
      otdx === undefined
        ? []
        : [
            [
              code(name),
              Object.keys(otdx.users ?? {}).join(', '),
              Object.keys(otdx.portfolios ?? {}).join(', '),
              inLanguage(about, language),
            ],
          ],
    ),
  );
