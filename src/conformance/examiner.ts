import type { Exchange } from '../core/exchange.js';
import { headerOf } from './reading.js';

/** How an examination says in every call who is calling. */
export const USER_AGENT = 'transmissora-conform';

/** The receivers in whose name one run of it calls. */
export const receiversOf = (run: string) => ({ client: `conform-${run}-a`, other: `conform-${run}-b` });

const CLIENT_ID = /^conform-[\da-f]{8}-[ab]$/;

export const isExaminerId = (clientId: string): boolean => CLIENT_ID.test(clientId);

/** A call of an examination: it errs on purpose, and says nothing about any receiver. */
export const isExamination = (exchange: Exchange): boolean =>
  headerOf(exchange, 'user-agent') === USER_AGENT || isExaminerId(exchange.clientId ?? '');
