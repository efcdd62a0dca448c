import type { Dispatcher } from 'undici';
import { ask, type Got } from './receiver.js';

/** Where a browser ends up: at a page of ours, or back at the receiver. */
export interface Landed {
  readonly got: Got;
  /** The page's address, or the receiver's, with what it was sent. */
  readonly url: URL;
  /** Present at the receiver: what the fragment says. */
  readonly response?: Readonly<Record<string, string>>;
}

/** Just enough of a browser for pages without scripts: cookies, redirects and forms. */
export class Browser {
  #dispatcher: Dispatcher;
  readonly #cookies = new Map<string, string>();

  constructor(dispatcher: Dispatcher) {
    this.#dispatcher = dispatcher;
  }

  async open(
    address: string | URL,
    init: { readonly method?: string; readonly body?: URLSearchParams; readonly headers?: object } = {},
    isFollowing = true,
  ): Promise<Landed> {
    const url = new URL(address);
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, accept: 'text/html', ...init.headers };
    const got = await ask(this.#dispatcher, url, { ...init, headers });
    for (const line of got.headers.getSetCookie()) this.#keep(line);
    const location = got.headers.get('location');
    if (location === null || !isFollowing) return { got, url };
    const next = new URL(location, url);
    if (next.origin === url.origin) return this.open(next);
    return { got, url: next, response: Object.fromEntries(new URLSearchParams(next.hash.slice(1))) };
  }

  /**
   * Sends a form of a page: what it holds already, with these fields instead. `button`: the one that is pressed, by its
   * id. Fails when there is no such form.
   */
  submit(
    { got, url }: Landed,
    fields: Readonly<Record<string, string | readonly string[]>>,
    button?: string,
    isFollowing = true,
  ): Promise<Landed> {
    const forms = [...got.text.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)];
    const form = forms.find(([whole]) => button === undefined || whole.includes(`id="${button}"`));
    if (!form) throw new Error(`no form ${button ?? ''} in: ${got.text.slice(0, 500)}`);
    const [, opening = '', inside = ''] = form;
    const body = new URLSearchParams();
    for (const [tag] of inside.matchAll(/<input\b[^>]*>/g)) {
      const { name, value = '', type = 'text' } = attributes(tag);
      const isSent = !['checkbox', 'radio'].includes(type) || /\bchecked\b/.test(tag);
      if (name !== undefined && isSent && !(name in fields)) body.append(name, value);
    }
    for (const [tag] of inside.matchAll(/<button\b[^>]*>/g)) {
      const { id, name, value = '' } = attributes(tag);
      if (name !== undefined && id === button) body.append(name, value);
    }
    for (const [name, value] of Object.entries(fields))
      for (const one of [value].flat()) body.append(name, String(one));
    const action = attributes(opening)['action'] ?? '';
    return this.open(new URL(action === '' ? url : action, url), { method: 'POST', body }, isFollowing);
  }

  /** Another window with the cookies of now. */
  copy(): Browser {
    const other = new Browser(this.#dispatcher);
    for (const [name, value] of this.#cookies) other.#cookies.set(name, value);
    return other;
  }

  /** The same browser, whose connections now go another way. */
  through(dispatcher: Dispatcher): this {
    this.#dispatcher = dispatcher;
    return this;
  }

  #keep(line: string): void {
    const [pair = '', ...rest] = line.split(';');
    const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    if (value === '' || rest.some((part) => /expires=Thu, 01 Jan 1970/i.test(part))) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

/** The attributes of a tag, as they read. */
function attributes(tag: string): Readonly<Record<string, string | undefined>> {
  const pairs = [...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, unescaped(value)]);
  return Object.fromEntries(pairs);
}

const unescaped = (text: string): string =>
  text
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"');
