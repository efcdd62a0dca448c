import { RECEIVERS, type Receiver } from '../certificates/receivers.js';
import { DEFAULT_CLIENT } from '../consents/creation.js';
import { keystorePath, type Software } from './software.js';

/** The keys of the demo clients, private parts and all, by receiver. Public knowledge: they ship with us. */
export type DemoKeys = Readonly<Record<string, { readonly keys: readonly Readonly<Record<string, unknown>>[] }>>;

/** The client ids of the two receivers, in their order. */
export const DEMO_CLIENT_IDS = [DEFAULT_CLIENT, `${DEFAULT_CLIENT}-2`] as const;

/** Clients that are there without having registered, by client id, in the words of registration. */
export const demoClients = (keys: DemoKeys): Readonly<Record<string, Readonly<Record<string, unknown>>>> =>
  Object.fromEntries(
    RECEIVERS.map((receiver, index) => {
      const clientId = DEMO_CLIENT_IDS[index] ?? receiver.name;
      return [clientId, clientOf(clientId, receiver, publicKeys(keys, receiver))];
    }),
  );

const clientOf = (clientId: string, { legalName, host, organisationId, softwareId }: Receiver, jwks: object) => ({
  client_id: clientId,
  client_name: legalName,
  redirect_uris: [
    `https://${host}/callback`,
    `https://${host}/callback?origem=demo`,
    'https://127.0.0.1:8443/callback',
  ],
  jwks,
  org_id: organisationId,
  software_id: softwareId,
  software_roles: ['DADOS'],
});

/** The public keys of a demo client that the directory publishes at a path of ours. */
export function demoKeysAt(path: string, keys: DemoKeys): Software['jwks'] | undefined {
  const receiver = RECEIVERS.find(
    ({ organisationId, softwareId }) => keystorePath(organisationId, softwareId) === path,
  );
  return receiver && publicKeys(keys, receiver);
}

const publicKeys = (keys: DemoKeys, { name }: Receiver): { keys: Readonly<Record<string, unknown>>[] } => ({
  keys: (keys[name]?.keys ?? []).map(({ kty, n, e, kid, use, alg }) => ({ kty, n, e, kid, use, alg })),
});
