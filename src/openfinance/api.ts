import type { Api } from '../core/api.js';
import type { Permission } from './vocabulary.js';

/** An Open Finance API: what admission needs to know besides the document. */
export interface OpenFinanceApi extends Api {
  /** Full version, announced in `x-v`. RES-064. */
  readonly version: string;
  /** OAuth scope that every operation asks for. */
  readonly scope: string;
  readonly operations: readonly Operation[];
}

export interface Operation {
  readonly method: string;
  /** Below the base path; exact, case-sensitive. */
  readonly path: string;
  readonly permission: Permission;
}
