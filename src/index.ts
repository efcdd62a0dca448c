export { Bank, type BankOptions, startTransmissora } from './bank.js';
export { BankClock } from './bank-clock.js';
export type { BankClient, BankTls } from './bank-tls.js';
export type { Report } from './conformance/report.js';
export { UsageError } from './core/errors.js';
export type { Scenario } from './scenarios/scenario.js';
