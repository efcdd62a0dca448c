import type { Command, CommanderError } from 'commander';
import type { Text } from '../core/text.js';
import { placesIn } from './help.js';

const inPortuguese = (term = ''): string => placesIn(term, { language: 'pt' });

/** What commander refuses, by its code: where the names stand in its sentence, and our words around them. */
const SAYINGS: Readonly<Record<string, readonly [names: RegExp, words: (...names: readonly string[]) => Text]>> = {
  missingArgument: [
    /'(.*)'/,
    (name) => ({ pt: `falta o argumento ${inPortuguese(`<${name}>`)}`, en: `the argument <${name}> is missing` }),
  ],
  optionMissingArgument: [
    /'(.*)'/,
    (option) => ({ pt: `${inPortuguese(option)}: falta o valor`, en: `${option}: the value is missing` }),
  ],
  unknownOption: [
    /'(.*?)'(?:\n\(Did you mean (?:one of )?(.*)\?\))?$/,
    (option, meant) => ({
      pt: `não existe a opção ${option}${meant ? `; você quis dizer ${meant}?` : ''}`,
      en: `there is no option ${option}${meant ? `; did you mean ${meant}?` : ''}`,
    }),
  ],
  unknownCommand: [
    /'(.*?)'(?:\n\(Did you mean (?:one of )?(.*)\?\))?$/,
    (command, meant) => ({
      pt: `não existe o comando ${command}${meant ? `; você quis dizer ${meant}?` : ''}`,
      en: `there is no command ${command}${meant ? `; did you mean ${meant}?` : ''}`,
    }),
  ],
  excessArguments: [
    /Expected (\d+) arguments? but got (\d+)/,
    (most, given) => ({
      pt: `argumentos demais: ${given} em vez de ${most}`,
      en: `too many arguments: ${given} instead of ${most}`,
    }),
  ],
};

/** One line for whoever typed it, with where to read on; nothing where help or the version was asked for. */
export function wrongUseOf({ code, exitCode, message }: CommanderError, command: Command): Text | undefined {
  if (exitCode === 0 || code === 'commander.help') return undefined;
  const [pattern, words] = SAYINGS[code.replace('commander.', '')] ?? [];
  const [, ...names] = pattern?.exec(message) ?? [];
  const text = words && names.length > 0 ? words(...names) : message.replace(/^error: /, '').replaceAll('\n', ' ');
  const help = `${pathOf(command)} --help`;
  return typeof text === 'string'
    ? `${text} (${help})`
    : { pt: `${text.pt} (veja ${help})`, en: `${text.en} (see ${help})` };
}

/** As one would type it. */
const pathOf = (command: Command): string =>
  command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
