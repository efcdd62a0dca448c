import { inLanguage, type Text } from './text.js';

/** One row of a family's error catalogue: everything the client will see. */
export interface ErrorRow {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  /** Requirement behind the refusal, e.g. `RES-062`. Sent as `x-transmissora-rule`. */
  readonly rule?: string;
}

/** A refusal the client may see, as a row of the family's catalogue. */
export class ApiError extends Error {
  readonly row: ErrorRow;
  readonly headers: Readonly<Record<string, string>>;

  constructor(row: ErrorRow, options: { detail?: string; headers?: Record<string, string>; cause?: unknown } = {}) {
    super(options.detail ?? row.detail, { cause: options.cause });
    this.name = 'ApiError';
    this.row = options.detail === undefined ? row : { ...row, detail: options.detail };
    this.headers = options.headers ?? {};
  }
}

/** Why an operation on the arranged world was refused; the admin API turns each kind into its HTTP status. */
export type RefusalKind = 'malformed' | 'not-found' | 'conflict' | 'unprocessable' | 'forbidden';

/** An arrangement that cannot be made: thrown by the operations that the admin API, scenarios and library share. */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(kind: RefusalKind, message: string, facts: Record<string, unknown> = {}) {
    super(message);
    this.name = 'Refusal';
    this.kind = kind;
    this.facts = facts;
  }
}

/** A wrong flag, configuration key or scenario: one line for the person who wrote it. The command exits with 2. */
export class UsageError extends TypeError {
  override readonly name = 'UsageError';
  /** For the person at a terminal; the message itself is English, as code and logs have it. */
  readonly text: Text;

  constructor(text: Text, options?: ErrorOptions) {
    super(inLanguage(text, 'en'), options);
    this.text = text;
  }
}

/** The store cannot be read or written at this moment. Nobody asked for anything wrong, and the same may work later. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  /** As that of `UsageError`. */
  readonly text: Text;

  constructor(text: Text, cause?: unknown) {
    super(inLanguage(text, 'en'), { cause });
    this.text = text;
  }
}
