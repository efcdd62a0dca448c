import type { Instant } from '../../core/instant.js';
import type { ConsentCase } from '../consents/case.js';
import { consentStateAt } from '../consents/consent.js';
import type { ConsentStatus } from '../consents/machine.js';
import type { OpenFinanceSettings } from '../context.js';
import { called, type Preparation, preparationAt } from './preparation.js';

/** What `GET /resources` answers, apart from the list itself. */
export interface Answer {
  readonly status: ConsentStatus;
  readonly preparation: Preparation;
  readonly answers: 200 | 202 | 401 | 504;
}

/** The answer a valid token of this consent gets, or would get, at an instant. */
export function answerAt({ consent, deadlines }: ConsentCase, at: Instant, settings: OpenFinanceSettings): Answer {
  const { status } = consentStateAt(consent, at, deadlines);
  const preparation = preparationAt(called(consent, at, settings), at, settings);
  const answers =
    status === 'AUTHORISED' ? ({ READY: 200, PREPARING: 202, OVERDUE: 504 } as const)[preparation.state] : 401;
  return { status, preparation, answers };
}
