import { inLanguage, type Language } from '../../src/core/text.js';
import type { Terminal } from '../../src/cli/terminal.js';

/** A terminal that keeps what is written to it. */
export function paperTerminal(
  language: Language = 'pt',
): Terminal & { readonly out: string[]; readonly err: string[] } {
  const [out, err]: [string[], string[]] = [[], []];
  return {
    out,
    err,
    language,
    line: (text = '') => void out.push(text),
    note: (text) => void err.push(text),
    progress: () => undefined,
    say: (text) => inLanguage(text, language),
    paint: (_style, text) => text,
  };
}
