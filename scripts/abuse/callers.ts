import { call, createCustomer, CUSTOMER, WrongAnswer } from '../torture/writers.js';

/** What a receiver calls with, and the consent it is bound to. */
export interface Caller {
  readonly token: string;
  readonly consentId: string;
}

/** What a fuzzer sends in `Authorization`, and the names by which it finds what there is. */
export interface Access {
  /** What the operation at a path wants. */
  readonly authorizationFor: (path: string) => string;
  readonly ids: readonly string[];
}

/** A new consent of a customer who is made when there is none, with its token. */
export async function newCaller(url: string): Promise<Caller> {
  await unlessThere(createCustomer(url));
  await unlessThere(call(url, 'POST', `/customers/${CUSTOMER}/resources`, { type: 'LOAN', resourceId: 'loan-1' }));
  const created = await call(url, 'POST', '/consents', { customerId: CUSTOMER, permissions: 'all' });
  const { consentId, accessToken } = created as { consentId: string; accessToken: string };
  return { consentId, token: accessToken };
}

/** Access that lives, whatever was done to the one before: a customer's, a receiver's own, an administrator's. */
export async function newAccess(url: string): Promise<Access> {
  const { consentId, token } = await newCaller(url);
  const own = (await call(url, 'POST', '/tokens', {})) as { access_token: string };
  const user = { username: `fuzz-${consentId.slice(-36)}`, password: 'senha', group: 'azul' };
  const administrator = (await call(url, 'POST', '/otdx/users', user)) as { token: string };
  return {
    authorizationFor: (path) => {
      if (!path.startsWith('/open-banking')) return `Token ${administrator.token}`;
      return `Bearer ${path.startsWith('/open-banking/consents') ? own.access_token : token}`;
    },
    ids: [encodeURIComponent(consentId), CUSTOMER, 'loan-1', 'default', '43421'],
  };
}

async function unlessThere(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof WrongAnswer)) throw error;
  });
}
