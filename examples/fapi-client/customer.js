// Stands in for the customer's browser: follows redirects, keeps cookies, fills in the forms of the bank's pages.
// In your own tests a real browser can do the same; the ids of fields and buttons are stable.
import { fetch } from 'undici';

export class Customer {
  #dispatcher;
  #cookies = new Map();

  constructor(dispatcher) {
    this.#dispatcher = dispatcher;
  }

  /** Logs in with a CPF (there is no password) and confirms. Gives the address the bank sends the browser back to. */
  async confirm(url, cpf) {
    const login = await this.#open(url);
    const choice = await this.#submit(login, 'login', { cpf });
    const { url: back } = await this.#submit(choice, 'approve');
    return back;
  }

  /** Opens an address, and goes on as far as the bank's own pages go. */
  async #open(address, init = {}) {
    const url = new URL(address);
    const cookie = [...this.#cookies].map((pair) => pair.join('=')).join('; ');
    const answer = await fetch(url, {
      ...init,
      redirect: 'manual',
      dispatcher: this.#dispatcher,
      headers: { cookie, accept: 'text/html' },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = line.split(';')[0].split(/=(.*)/s);
      this.#cookies.set(name, value);
    }
    const html = await answer.text();
    if (!answer.headers.has('location')) return { url, html };
    const next = new URL(answer.headers.get('location'), url);
    return next.origin === url.origin ? this.#open(next) : { url: next, html };
  }

  /** Presses the button with that id, in the form it is in, with these fields and what the form holds already. */
  #submit({ url, html }, button, fields = {}) {
    const form = [...html.matchAll(/<form\b.*?<\/form>/gs)]
      .map(([text]) => text)
      .find((text) => text.includes(`id="${button}"`));
    if (!form) throw new Error(`no button ${button} in ${html.slice(0, 500)}`);
    const body = new URLSearchParams();
    for (const [tag] of form.matchAll(/<(?:input|button)\b[^>]*>/g)) {
      const {
        name,
        value = '',
        type,
        id,
      } = Object.fromEntries([...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map((pair) => pair.slice(1)));
      const isSent = tag.startsWith('<button')
        ? id === button
        : !['checkbox', 'radio'].includes(type) || tag.includes(' checked');
      if (name && isSent) body.append(name, fields[name] ?? value);
    }
    const action = /<form\b[^>]*\baction="([^"]*)"/.exec(form)?.[1];
    return this.#open(new URL(action || url, url), { method: 'POST', body });
  }
}
