import type { CivilDate } from '../core/civil.js';

/** What is approved of a quota: decimal strings with the places the text prints, from release to answer. */
export interface Amounts {
  /** Net value of one quota, 8 places. */
  readonly value: string;
  /** Net worth of the portfolio, 2 places. */
  readonly netWorth: string;
  /** How many quotas there are, 8 places. */
  readonly quantity: string;
}

/** Which quota is meant: one portfolio's, of one type, on one business day. */
export interface QuotaKey {
  readonly code: string;
  readonly quotaType: string;
  readonly date: CivilDate;
}

/** How the administrator's systems call a portfolio. */
export const PORTFOLIO_CODE = /^[A-Za-z0-9]{1,20}$/;
export const QUOTA_TYPE = /^[A-Z0-9]{1,10}$/;
