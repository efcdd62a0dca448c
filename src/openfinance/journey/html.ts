/** Text that is HTML already. Made by {@link html} alone, so that whatever else comes into a page is text. */
export class Html {
  readonly #text: string;

  /** `text` is taken as it is: {@link html} has seen to it. */
  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** What may stand in a template. `false` and `undefined` are nothing. */
export type Part = Html | string | number | false | undefined | readonly Part[];

/** A template whose values are escaped, but for those that are HTML themselves. Attributes are always in quotes. */
export const html = (texts: TemplateStringsArray, ...values: readonly Part[]): Html =>
  new Html(texts.map((text, index) => text + rendered(values[index])).join(''));

function rendered(part: Part): string {
  if (part === false || part === undefined) return '';
  if (part instanceof Html) return part.toString();
  if (typeof part === 'object') return part.map(rendered).join('');
  return escaped(String(part));
}

const escaped = (text: string): string => text.replaceAll(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
