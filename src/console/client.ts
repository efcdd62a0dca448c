import type { Calls } from './admin-api.js';
import { adminToken, language } from './preferences.js';

/** What a call is given: values for its path, its query, its body. */
export interface Given<K extends keyof Calls> {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: Calls[K]['body'];
}

/** A refusal of the admin API, in the server's own words; or no answer at all. */
export class Problem extends Error {
  /** 0: there was no answer. */
  readonly status: number;
  readonly rule: string | undefined;

  constructor(status: number, detail: string, rule?: string) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.rule = rule;
  }
}

/** @throws Problem. The key is the method and path as `spec/admin.yaml` has them. */
export async function ask<K extends keyof Calls>(call: K, given: Given<K> = {}): Promise<Calls[K]['answer']> {
  const [method = 'GET', template = ''] = call.split(' ');
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(given.path?.[name] ?? ''));
  const response = await send(`${path}${searchOf(given.query)}`, {
    method,
    ...(given.body !== undefined && { body: JSON.stringify(given.body) }),
  });
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as Calls[K]['answer'];
}

/** The body of an endless answer. @throws Problem. */
export async function follow(path: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const { body } = await send(path, { signal });
  if (!body) throw new Problem(0, '');
  return body;
}

async function send(path: string, init: RequestInit): Promise<Response> {
  const headers = new Headers({ 'accept-language': language.value });
  if (init.body !== undefined) headers.set('content-type', 'application/json');
  if (adminToken.value !== undefined) headers.set('authorization', `Bearer ${adminToken.value}`);
  const response = await fetch(`/__admin${path}`, { ...init, headers, cache: 'no-store' }).catch((cause: unknown) => {
    throw init.signal?.aborted ? cause : new Problem(0, String(cause));
  });
  if (!response.ok) throw await problemIn(response);
  return response;
}

async function problemIn(response: Response): Promise<Problem> {
  const text = await response.text().catch(() => '');
  const { detail, rule } = parsed(text);
  return new Problem(response.status, typeof detail === 'string' ? detail : text.slice(0, 300), rule);
}

function parsed(text: string): { readonly detail?: unknown; readonly rule?: string } {
  try {
    return JSON.parse(text) as { detail?: unknown; rule?: string };
  } catch {
    return {};
  }
}

function searchOf(query: Readonly<Record<string, string | number | undefined>> = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return given.length === 0
    ? ''
    : `?${given.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&')}`;
}
