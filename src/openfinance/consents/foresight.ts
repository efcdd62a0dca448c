import { CLOCKS } from '../../store/clocks.js';
import type { Reader } from '../../store/store.js';
import type { Grant } from '../auth/tokens.js';
import { holdingsOf } from '../holdings/arrange.js';
import { CUSTOMERS } from '../holdings/customer.js';
import { type ConsentCase, readOffer } from './case.js';
import { CONSENTS } from './consent.js';

/**
 * Where the case of a consent was found when its token was last used: names only, no facts. With them, all that `readCase`
 * reads can be asked for at once; should a name be another one by now, it reads what the documents say instead.
 */
export class Foresight {
  readonly #names = new WeakMap<Grant, { readonly customerId: string; readonly clock: string }>();

  note(grant: Grant, { customer: { customerId, clock } }: ConsentCase): void {
    this.#names.set(grant, { customerId, clock });
  }

  /** Reads what the case of the grant's consent is made of, as far as it is known where. */
  read(reader: Reader, grant: Grant): readonly Promise<unknown>[] {
    if (grant.consentId === undefined) return [];
    const names = this.#names.get(grant);
    return [
      reader.get(CONSENTS, grant.consentId),
      readOffer(reader),
      ...(names
        ? [
            reader.get(CUSTOMERS, names.customerId),
            holdingsOf(reader, names.customerId),
            reader.get(CLOCKS, names.clock),
          ]
        : []),
    ];
  }
}
