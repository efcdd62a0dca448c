import type { Api } from '../core/api.js';
import type { Permission, ResourceType } from './vocabulary.js';
import type { StatusNames } from './wire/by-status.js';

/** An Open Finance API: what admission needs to know besides the document. */
export interface OpenFinanceApi extends Api {
  /** Full version, announced in `x-v`. RES-064. */
  readonly version: string;
  /** OAuth scope that every operation asks for, unless it names its own; absent where the API is public. */
  readonly scope?: string;
  /** Whether the document's errors, but for 529, have totals in `meta`. */
  readonly errorTotals?: boolean;
  /** The product it is about: while the institution does not sell it, there is no such API. PRD-004. */
  readonly sells?: ResourceType;
  /** What a status is called in its answers when nothing says more. */
  readonly statusNames?: StatusNames;
  readonly operations: readonly Operation[];
}

export interface Operation {
  readonly method: string;
  /** Below the base path, case-sensitive; `{name}` stands for one segment. */
  readonly path: string;
  /** Permission the consent must hold; absent where the token is the receiver's own. */
  readonly permission?: Permission;
  readonly scope?: string;
  /** Whether it answers a list in pages; elsewhere `page` and `page-size` say nothing. */
  readonly isPaged?: boolean;
  /** Whether this operation's errors have totals in `meta`, 529 included; absent: as the API says. */
  readonly errorTotals?: boolean;
  /** What a status is called in answers of this operation when nothing says more; before the API's own names. */
  readonly statusNames?: StatusNames;
  /** Whose token it takes: one bound to an AUTHORISED consent (the usual), or the receiver's own. */
  readonly credentials?: 'consent' | 'client';
}
