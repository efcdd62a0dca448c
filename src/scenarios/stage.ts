import { randomIds } from '../core/ids.js';

/** Where a scenario is played, and with which credentials. Everything goes over HTTP, as a receiver and an operator would. */
export interface Stage {
  readonly url: string;
  readonly adminToken?: string | undefined;
}

/** An answer: `body` is undefined when there was none. */
export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/** A call of the admin API, as the operator. */
export const callAdmin = (stage: Stage, method: string, path: string, body?: unknown): Promise<Answered> =>
  answerTo(`${stage.url}/__admin${path}`, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(stage.adminToken !== undefined && { authorization: `Bearer ${stage.adminToken}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

/** A call of an official path, as the receiver: with the token, when there is one. */
export const callOfficial = (stage: Stage, path: string, accessToken: string | undefined): Promise<Answered> =>
  answerTo(`${stage.url}${path}`, { headers: officialHeaders(accessToken) });

/** A POST of an official path, as the receiver while its customer is at hand. */
export const postOfficial = (stage: Stage, path: string, accessToken: string, data: object): Promise<Answered> =>
  answerTo(`${stage.url}${path}`, {
    method: 'POST',
    headers: { ...officialHeaders(accessToken), ...CUSTOMER_AT_HAND, 'content-type': 'application/json' },
    body: JSON.stringify({ data }),
  });

/** A call of the OTDX service, as somebody of the administrator. */
export const callOtdx = (
  stage: Stage,
  { method, path, token, body }: { method: string; path: string; token: string | undefined; body?: unknown },
): Promise<Answered> =>
  answerTo(`${stage.url}${path}`, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Token ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

const CUSTOMER_AT_HAND = {
  'x-fapi-customer-ip-address': '192.0.2.14',
  'x-customer-user-agent': 'transmissora',
};

const officialHeaders = (accessToken: string | undefined) => ({
  'x-fapi-interaction-id': randomIds.uuid(),
  ...(accessToken !== undefined && { authorization: `Bearer ${accessToken}` }),
});

async function answerTo(url: string, request: RequestInit): Promise<Answered> {
  const response = await fetch(url, request);
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : asJson(text) };
}

/** What is not JSON stays a text: it will not be what the step expects. */
function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
