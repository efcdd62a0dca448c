/** What came back, as far as a page goes. */
export interface Shown {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly location: string | null;
}

/** Keeps cookies, follows nothing, and sends what a page's form would. */
export class Visitor {
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();
  readonly headers: Record<string, string> = {};

  constructor(origin: string) {
    this.#origin = origin;
  }

  get(path: string): Promise<Shown> {
    return this.#send(path, {});
  }

  /** Sends fields as they are. */
  post(path: string, fields: readonly (readonly [string, string])[] | string): Promise<Shown> {
    const body = typeof fields === 'string' ? fields : new URLSearchParams(fields as [string, string][]).toString();
    return this.#send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });
  }

  /** Sends the form of a page as it stands, ticks and hidden fields included, by one of its buttons. */
  submit(
    page: string,
    form: string,
    button: string,
    changes: Readonly<Record<string, readonly string[]>> = {},
  ): Promise<Shown> {
    const [, address = '', inside = ''] =
      new RegExp(`<form id="${form}"[^>]*action="([^"]*)"[^>]*>(.*?)</form>`, 's').exec(page) ?? [];
    if (address === '') throw new Error(`no form ${form} in ${page}`);
    const inputs = [...inside.matchAll(/<input\b[^>]*>/gs)].map(([tag]) => tag);
    const sent = inputs
      .filter((tag) => !tag.includes('type="checkbox"') || tag.includes(' checked'))
      .map((tag): [string, string] => [attribute(tag, 'name'), attribute(tag, 'value')]);
    const buttonTag = new RegExp(`<button id="${button}"[^>]*>`, 's').exec(inside)?.[0];
    if (buttonTag === undefined) throw new Error(`no button ${button} in ${inside}`);
    const kept = sent.filter(([name]) => !Object.hasOwn(changes, name));
    const changed = Object.entries(changes).flatMap(([name, values]) =>
      values.map((value): [string, string] => [name, value]),
    );
    const pressed: [string, string][] = buttonTag.includes(' name=')
      ? [[attribute(buttonTag, 'name'), attribute(buttonTag, 'value')]]
      : [];
    return this.post(address, [...kept, ...changed, ...pressed]);
  }

  async #send(path: string, init: RequestInit): Promise<Shown> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(path, this.#origin), {
      ...init,
      redirect: 'manual',
      headers: { ...this.headers, ...(init.headers as Record<string, string>), ...(cookie && { cookie }) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies.set(name, value);
    }
    return {
      status: response.status,
      headers: response.headers,
      text: await response.text(),
      location: response.headers.get('location'),
    };
  }
}

const attribute = (tag: string, name: string): string =>
  unescaped(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

const unescaped = (text: string): string =>
  text.replaceAll(/&#(\d+);/g, (_whole, code: string) => String.fromCharCode(Number(code)));

/** The text in the element with that id, without its tags. */
export const textIn = (page: string, id: string): string | undefined => {
  const [, tag] = new RegExp(`<(\\w+) id="${id}"`).exec(page) ?? [];
  if (tag === undefined) return undefined;
  const [, inside = ''] = new RegExp(`<${tag} id="${id}"[^>]*>(.*?)</${tag}>`, 's').exec(page) ?? [];
  return unescaped(inside.replaceAll(/<[^>]*>/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .trim();
};
