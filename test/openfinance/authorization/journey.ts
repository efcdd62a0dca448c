import { Browser, type Landed } from './browser.js';
import type { Got, House, Receiver, Request, Twist } from './receiver.js';

/** Who holds the accounts; a person nobody knows. */
export const CUSTOMER = '76109277673';
export const ANOTHER = '52998224725';

const ACCOUNTS = ['ACCOUNTS_READ', 'ACCOUNTS_BALANCES_READ', 'RESOURCES_READ'];
const CONSENTS = '/open-banking/consents/v3/consents';
export const RESOURCES = '/open-banking/resources/v3/resources';

const document = (identification: string, rel: 'CPF' | 'CNPJ') => ({ document: { identification, rel } });

/** Asks for a consent with the receiver's own token, as the official suite does. */
export async function askForConsent({ mtlsUrl }: House, receiver: Receiver, data: object = {}): Promise<Got> {
  const expirationDateTime = new Date(Date.now() + 2 * 3_600_000).toISOString().replace(/\.\d+/, '');
  const usual = { loggedUser: document(CUSTOMER, 'CPF'), permissions: ACCOUNTS, expirationDateTime };
  return receiver.api(`${mtlsUrl}${CONSENTS}`, await receiver.ownToken(), {
    method: 'POST',
    body: { data: { ...usual, ...data } },
  });
}

/** The id of a consent that was just asked for. */
export async function newConsent(house: House, receiver: Receiver = house.first, data: object = {}): Promise<string> {
  const { status, text, body } = await askForConsent(house, receiver, data);
  if (status !== 201) throw new Error(`POST /consents: ${status} ${text}`);
  return (body['data'] as { consentId: string }).consentId;
}

/** What the receiver knows of its consent. */
export async function consentOf({ mtlsUrl }: House, receiver: Receiver, consentId: string) {
  const { body } = await receiver.api(`${mtlsUrl}${CONSENTS}/${consentId}`, await receiver.ownToken());
  return body['data'] as { status: string; rejection?: { rejectedBy: string; reason: { code: string } } };
}

/** Ends a consent as its receiver. */
export const endConsent = async ({ mtlsUrl }: House, receiver: Receiver, consentId: string): Promise<Got> =>
  receiver.api(`${mtlsUrl}${CONSENTS}/${consentId}`, await receiver.ownToken(), { method: 'DELETE' });

export const resources = (
  { mtlsUrl }: House,
  receiver: Receiver,
  token: unknown,
  more: Parameters<Receiver['api']>[2] = {},
) => receiver.api(`${mtlsUrl}${RESOURCES}`, String(token), more);

/** An authorization request on its way: pushed, with the page it led the browser to. */
export interface Asked {
  readonly request: Request;
  readonly requestUri: string;
  readonly browser: Browser;
  readonly page: Landed;
}

/** Pushes a request for a consent, and opens the authorization endpoint with it. */
export async function begin(
  receiver: Receiver,
  consentId: string,
  twist: Twist = {},
  browser = new Browser(receiver.browser),
): Promise<Asked> {
  const request = await receiver.request(consentId, twist);
  const { status, text, body } = await receiver.par(request.object);
  if (status !== 201) throw new Error(`PAR: ${status} ${text}`);
  const requestUri = String(body['request_uri']);
  return { request, requestUri, browser, page: await browser.open(receiver.authorizationUrl(requestUri)) };
}

export const login = (browser: Browser, page: Landed, cpf = CUSTOMER): Promise<Landed> =>
  browser.submit(page, { cpf }, 'login');

export const decide = (
  browser: Browser,
  page: Landed,
  button: 'approve' | 'decline',
  fields = {},
  isFollowing = true,
): Promise<Landed> => browser.submit(page, fields, button, isFollowing);

/** The whole way to the receiver's address with a code. */
export async function authorise(
  receiver: Receiver,
  consentId: string,
  twist: Twist = {},
): Promise<Asked & { readonly back: Landed; readonly code: string; readonly idToken: string }> {
  const asked = await begin(receiver, consentId, twist);
  const back = await decide(asked.browser, await login(asked.browser, asked.page), 'approve');
  const { code = '', id_token: idToken = '' } = back.response ?? {};
  if (code === '') throw new Error(`no code: ${back.url.href} ${back.got.text.slice(0, 500)}`);
  return { ...asked, back, code, idToken };
}

/** What the receiver ends up with. */
export interface Tokens {
  readonly consentId: string;
  readonly access: string;
  readonly refresh: string;
  readonly answer: Got;
}

export async function tokens(house: House, receiver: Receiver = house.first): Promise<Tokens> {
  const consentId = await newConsent(house, receiver);
  const { code, request } = await authorise(receiver, consentId);
  const answer = await receiver.redeem(code, request);
  if (answer.status !== 200) throw new Error(`token: ${answer.status} ${answer.text}`);
  const { access_token: access, refresh_token: refresh } = answer.body;
  return { consentId, access: String(access), refresh: String(refresh), answer };
}
