import { type Instant, SECOND } from '../../core/instant.js';
import type { Store, Transaction } from '../../store/store.js';
import { AUTH_RECORDS, type AuthRecord, liveRecord, type RecordKind } from '../auth/records.js';
import { type Adapter, type AdapterPayload, errors } from './library.js';

/** Each so many writes of a kind, from the first on, take with them what has expired of it. */
const PURGE_EVERY = 32;
/** Kinds that stay: looking through them would be in vain. */
const LASTING: readonly RecordKind[] = ['Client', 'Grant', 'RefreshToken', 'RegistrationAccessToken'];

interface Shelf {
  readonly store: Store;
  /** Real time. */
  now(): Instant;
  /** Clients that are there without having registered. */
  presetClient(clientId: string): AdapterPayload | undefined;
}

/** The library's storage on our store. What expired is not found, and goes in the course of time. */
export class StoreAdapter implements Adapter {
  readonly #kind: RecordKind;
  readonly #shelf: Shelf;
  #writes = 0;

  constructor(kind: RecordKind, shelf: Shelf) {
    this.#kind = kind;
    this.#shelf = shelf;
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    const now = this.#shelf.now();
    const isPurging = !LASTING.includes(this.#kind) && this.#writes++ % PURGE_EVERY === 0;
    await this.#shelf.store.transaction(async (tx) => {
      if (this.#kind === 'ReplayDetection' && (await liveRecord(tx, this.#kind, id, now))) throw replayed();
      if (this.#kind === 'Client') await requireOneClient(tx, id, payload);
      if (isPurging) await this.#purge(tx, now);
      await this.#put(tx, id, payload, expiresIn === undefined ? undefined : now + expiresIn * SECOND);
    });
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const preset = this.#kind === 'Client' ? this.#shelf.presetClient(id) : undefined;
    if (preset) return copied(preset);
    const record = await liveRecord(this.#shelf.store, this.#kind, id, this.#shelf.now());
    return record && copied(record.payload);
  }

  /** What is found so is a session, and none is kept. */
  findByUid(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  /** There is no flow with codes for people to type. */
  findByUserCode(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  /** @throws InvalidGrant when somebody else did at the same moment, here or on another instance. */
  async consume(id: string): Promise<void> {
    const now = this.#shelf.now();
    await this.#shelf.store.transaction(async (tx) => {
      const record = await liveRecord(tx, this.#kind, id, now);
      if (!record || record.payload['consumed'] !== undefined) throw new errors.InvalidGrant('already used');
      const payload = { ...record.payload, consumed: Math.floor(now / SECOND) };
      await this.#put(tx, id, payload, record.expiresAt);
    });
  }

  async destroy(id: string): Promise<void> {
    await this.#shelf.store.transaction((tx) => tx.delete(AUTH_RECORDS[this.#kind], id));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    const kept = AUTH_RECORDS[this.#kind];
    await this.#shelf.store.transaction(async (tx) => {
      for (const { id } of await tx.list(kept, { index: 'grantId', equals: grantId })) await tx.delete(kept, id);
    });
  }

  async #put(tx: Transaction, id: string, payload: AuthRecord['payload'], expiresAt?: Instant): Promise<void> {
    await tx.put(AUTH_RECORDS[this.#kind], id, {
      payload: copied(payload),
      ...(expiresAt !== undefined && { expiresAt }),
    });
  }

  async #purge(tx: Transaction, now: Instant): Promise<void> {
    const kept = AUTH_RECORDS[this.#kind];
    for (const { id, value } of await tx.list(kept)) {
      if (value.expiresAt !== undefined && value.expiresAt <= now) await tx.delete(kept, id);
    }
  }
}

/**
 * Where sessions go: nowhere. Every authorization asks who the customer is, so that nobody is logged in once it has its
 * answer; whoever uses the browser next would meet the library's own way of logging the one before out.
 */
export const NO_SESSIONS: Adapter = {
  upsert: async () => undefined,
  find: async () => undefined,
  findByUid: async () => undefined,
  findByUserCode: async () => undefined,
  consume: async () => undefined,
  destroy: async () => undefined,
  revokeByGrantId: async () => undefined,
};

/** One client per software, also when it registers twice at once. RULES §7, DCR. */
async function requireOneClient(tx: Transaction, id: string, { software_id: software }: AdapterPayload): Promise<void> {
  const clients = await tx.list(AUTH_RECORDS.Client);
  if (clients.some((client) => client.id !== id && client.value.payload['software_id'] === software))
    throw new errors.CustomOIDCProviderError('invalid_software_statement', 'the software is registered already');
}

const replayed = () => new errors.InvalidClientAuth('client assertion tokens must only be used once');

/** What is kept is frozen, and the library changes what it finds. It is all JSON; members without a value go. */
const copied = (payload: Readonly<Record<string, unknown>>): AdapterPayload => JSON.parse(JSON.stringify(payload));
