import type { Request } from 'express';
import type { Credentials } from '../auth/bearer.js';
import type { SigningKeys } from '../auth/keys.js';
import type { OpenFinanceContext } from '../context.js';
import type { DemoKeys } from '../registration/demo-clients.js';

/** Where others find us: scheme, host and port, without a slash at the end. */
interface Addresses {
  /** The base of the issuer. */
  readonly issuer: string;
  /** What is open to browsers. */
  readonly pages: string;
  /** What wants a certificate; absent where nothing does. */
  readonly mtls?: string;
}

/** What the authorization server works with. */
export interface AuthorizationHouse extends OpenFinanceContext, Credentials {
  readonly keys: SigningKeys;
  /** Right once we listen. */
  addresses(): Addresses;
  /** Our name in every token and document; right once we listen. */
  issuer(): string;
  /** Whether we are reached from this machine alone. */
  readonly isLoopback: boolean;
  /** The keys of the demo clients; nothing off loopback. */
  readDemoKeys(): Promise<DemoKeys | undefined>;
  report(error: unknown, req: Request): void;
}
