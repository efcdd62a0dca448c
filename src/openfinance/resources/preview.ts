import type { Instant } from '../../core/instant.js';
import type { ConsentCase } from '../consents/case.js';
import { confirmationOf } from '../consents/consent.js';
import type { OpenFinanceSettings } from '../context.js';
import { errorBody } from '../wire/dialect.js';
import { listAnswer } from '../wire/envelope.js';
import { type ErrorName, refusal } from '../wire/errors.js';
import { pageOf, type PageRequest } from '../wire/pagination.js';
import { answerAt } from './answer.js';
import { listAt, pairsOf } from './list.js';

/** What a receiver would be answered; `body` is absent where there is none. */
export interface Preview {
  readonly status: number;
  readonly body?: unknown;
  /** The rule behind a refusal. */
  readonly rule?: string;
}

/**
 * What `GET /resources` answers at an instant to a valid token of this consent, as it stands on the wire. Nothing is
 * written down: neither that the list was asked for, nor that it was answered. Faults are left out.
 * @throws ApiError 422 beyond the last page, as the call itself.
 */
export function previewAt(
  subject: ConsentCase,
  at: Instant,
  { settings, url, ...wanted }: PageRequest & { readonly settings: OpenFinanceSettings; readonly url: string },
): Preview {
  const { answers } = answerAt(subject, at, settings);
  const confirmation = confirmationOf(subject.consent);
  if (answers === 401 || !confirmation) return refused('CONSENT_NOT_ACTIVE', at);
  if (!subject.consent.permissions.includes('RESOURCES_READ')) return refused('PERMISSION', at);
  if (answers === 202) return { status: 202 };
  if (answers === 504) return refused('RETRY_EXCEDIDO', at);
  const page = pageOf(listAt(pairsOf(subject, confirmation, settings.retention), at), wanted);
  return { status: 200, body: listAnswer(page, url, at) };
}

function refused(name: ErrorName, at: Instant): Preview {
  const { row } = refusal(name);
  return { status: row.status, body: errorBody(row, at), ...(row.rule !== undefined && { rule: row.rule }) };
}
