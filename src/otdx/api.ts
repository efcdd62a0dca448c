import type { Api } from '../core/api.js';

/** An OTDX API: what admission needs to know besides the document. */
export interface OtdxApi extends Api {
  readonly operations: readonly OtdxOperation[];
}

export interface OtdxOperation {
  readonly method: string;
  /** The whole path, case-sensitive; `{name}` stands for one segment. Of several that fit, the first counts. */
  readonly path: string;
  /** Whether it is for those who have no token yet. */
  readonly isOpen?: boolean;
  /** What it reads; `upload`: JSON that carries files. */
  readonly body?: 'json' | 'form-or-json' | 'upload';
  /** Whether it answers a file instead of JSON. */
  readonly isFile?: boolean;
}
