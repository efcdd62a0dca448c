import type { Terminal } from './terminal.js';

/** What commander says by itself in every help. */
const TITLES: Readonly<Record<string, string>> = {
  'Usage:': 'Uso:',
  'Arguments:': 'Argumentos:',
  'Options:': 'Opções:',
  'Commands:': 'Comandos:',
};

/** A heading of a help, in the language of the terminal. */
export const titleIn = (title: string, { language }: Pick<Terminal, 'language'>): string =>
  language === 'pt' ? (TITLES[title] ?? title) : title;

/** What stands between brackets for what one writes there. Not here: what is the same word in both languages. */
const PLACES: Readonly<Record<string, string>> = {
  address: 'endereço',
  command: 'comando',
  duration: 'duração',
  family: 'família',
  file: 'arquivo',
  files: 'arquivos',
  folder: 'pasta',
  form: 'forma',
  format: 'formato',
  level: 'nível',
  name: 'nome',
  number: 'número',
  options: 'opções',
  place: 'lugar',
  scenario: 'cenário',
  scopes: 'escopos',
  seconds: 'segundos',
  severity: 'gravidade',
  version: 'versão',
  what: 'o-quê',
  when: 'quando',
  which: 'qual',
};

/** A usage, a flag or an argument as commander writes it, in the language of the terminal. */
export const placesIn = (term: string, { language }: Pick<Terminal, 'language'>): string =>
  language === 'en'
    ? term
    : term.replaceAll(/[<[][^>\]]+[>\]]/g, (place) =>
        place.replaceAll(/[a-z]+/g, (word) => placeIn(word, { language })),
      );

/** The name of an argument, as it stands in brackets elsewhere. */
export const placeIn = (name: string, { language }: Pick<Terminal, 'language'>): string =>
  language === 'pt' ? (PLACES[name] ?? name) : name;
