import { styleText } from 'node:util';
import { mayColour, readLanguage } from '../config.js';
import { inLanguage, type Language, type Text } from '../core/text.js';

type Style = Parameters<typeof styleText>[0];

/** What a command writes to, and in which language. */
export interface Terminal {
  readonly language: Language;
  /** One line for the person. */
  readonly line: (text?: string) => void;
  /** One line that is not the result itself: progress, a hint. Goes to standard error. */
  readonly note: (text: string) => void;
  /** What is being done, on a line of its own that the next one takes; nothing where nobody watches. */
  readonly progress: (text: string) => void;
  readonly say: (text: Text) => string;
  readonly paint: (style: Style, text: string) => string;
}

export function openTerminal(): Terminal {
  const language = readLanguage();
  const isColoured = mayColour(process.stdout);
  return {
    language,
    line: (text = '') => void process.stdout.write(`${text}\n`),
    note: (text) => void process.stderr.write(`${text}\n`),
    progress: (text) => void (process.stderr.isTTY && process.stderr.write(`\r\u001B[K${text}`)),
    say: (text) => inLanguage(text, language),
    paint: (style, text) => (isColoured ? styleText(style, text) : text),
  };
}

/** Exit codes of every command. */
export const EXIT = { done: 0, failed: 1, usage: 2, unreachable: 11, interrupted: 130 } as const;
