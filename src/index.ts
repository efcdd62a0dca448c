export { startTransmissora, Bank } from './bank.js';
export { BankClock } from './bank-clock.js';
export type { BankOptions } from './bank-options.js';
export type { BankClient, BankTls } from './bank-tls.js';
export type { Report } from './conformance/report.js';
export { ApiError, Refusal, UsageError } from './core/errors.js';
export type { Scenario } from './scenarios/scenario.js';
