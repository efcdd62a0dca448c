import type { Bank } from '../../src/index.js';

/** A fund administrator who calls the service, and what it answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came back
  readonly body: any;
}

export interface Administrator {
  readonly token: string;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export const CNPJS = ['11222333000181', '12ABC34501DE35'] as const;
export const AMOUNTS = {
  valorCotaAprovada: '168.66093150',
  plAprovado: '607179353.40',
  quantidadeAprovada: '3600000.00000000',
} as const;
export const RELEASED = { value: '168.66093150', netWorth: '607179353.40', quantity: '3600000.00000000' } as const;

/** Sends a call as it is; JSON unless the body is a text. */
export async function send(
  { url }: Bank,
  method: string,
  path: string,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(text !== undefined && { body: text }),
  });
  const answered = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(answered) : answered };
}

/** A new user of a group, with a token. */
export async function administrator(bank: Bank, username: string, group: string): Promise<Administrator> {
  await bank.otdx.createUser({ username, password: 'senha', group });
  const { body } = await send(bank, 'POST', '/api-token-auth/', { body: { username, password: 'senha' } });
  const authorization = `Token ${body.token}`;
  return {
    token: body.token,
    call: (method, path, content, headers = {}) =>
      send(bank, method, path, { body: content, headers: { authorization, ...headers } }),
  };
}

/** What approves a quota of the portfolio 43421. */
export const approvalOf = (dataTargetAprovacao: string, changes: object = {}) => ({
  codigoCarteira: '43421',
  dataTargetAprovacao,
  tipoCota: 'F',
  ...AMOUNTS,
  ...changes,
});
