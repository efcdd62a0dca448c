/** All that is taken from the library, in one place. */
export { Provider, errors, interactionPolicy } from 'oidc-provider';
export type {
  Adapter,
  AdapterPayload,
  Configuration,
  KoaContextWithOIDC,
  AccessToken,
  ClientCredentials,
} from 'oidc-provider';
