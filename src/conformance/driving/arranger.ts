import type { Bilingual } from '../../core/text.js';
import { fieldOf } from '../reading.js';
import { say } from '../rule.js';
import type { Connection } from './connection.js';

/** What a situation needs is not there: the admin API does not answer or refuses, or nobody offered it. */
export class ArrangementError extends Error {
  override readonly name = 'ArrangementError';
  readonly text: Bilingual;
  /** The one rule that can do nothing without it; absent: all of the situation's. */
  readonly rule: string | undefined;

  /** A server's own words are the same in both languages. */
  constructor(text: Bilingual | string, rule?: string) {
    super(typeof text === 'string' ? text : text.en);
    this.text = typeof text === 'string' ? say(text, text) : text;
    this.rule = rule;
  }
}

/** Arranges situations through a transmissora's admin API. */
export class Arranger {
  readonly #connection: Connection;
  readonly #url: string;
  readonly #token: string | undefined;
  /** Of the client certificate that calls are made with: tokens are bound to it. */
  readonly thumbprint: string | undefined;

  constructor(
    connection: Connection,
    url: string,
    options: { readonly token?: string; readonly thumbprint?: string } = {},
  ) {
    this.#connection = connection;
    this.#url = url.replace(/\/$/, '');
    this.#token = options.token;
    this.thumbprint = options.thumbprint;
  }

  /** @throws ArrangementError in the words of the server, or saying why there are none. */
  async call(method: string, path: string, body?: object): Promise<unknown> {
    const { status, text, error } = await this.#connection.send({
      method,
      url: `${this.#url}/__admin${path}`,
      headers: {
        accept: 'application/json',
        ...(this.#token !== undefined && { authorization: `Bearer ${this.#token}` }),
        ...(body && {
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(JSON.stringify(body))),
        }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (status === 0) throw new ArrangementError(`${method} ${path}: ${error ?? 'no answer'}`);
    const answer = parsed(text);
    if (status < 300) return answer;
    throw new ArrangementError(`${method} ${path}: ${status} ${textIn(answer, 'detail')}`);
  }

  /** A frozen clock of its own, so that whoever else is served notices nothing; where it stands. */
  async freeze(clock: string): Promise<string> {
    return textIn(await this.call('PUT', `/clocks/${clock}`, { frozen: true }), 'now');
  }

  async advance(clock: string, by: string): Promise<string> {
    return textIn(await this.call('POST', `/clocks/${clock}/advance`, { by }), 'after');
  }

  async token(wanted: object): Promise<string> {
    const bound = this.thumbprint === undefined ? {} : { certificateThumbprint: this.thumbprint };
    return textIn(await this.call('POST', '/tokens', { ...wanted, ...bound }), 'access_token');
  }
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

export const textIn = (answer: unknown, name: string): string => {
  const value = fieldOf(answer, name);
  return typeof value === 'string' ? value : '';
};
