import { formatCivil } from '../../core/civil.js';
import type { Approved, Book } from './book.js';

/** Whom the log names where nobody acted. */
export const TACIT_ANALYST = 'APROVACAO TACITA';

/** An approval by the text's own names, `codigoPorfolio` included. OTD-APR-10. */
export const approvalView = (
  { portfolio, pendingDates }: Pick<Book, 'portfolio' | 'pendingDates'>,
  { hashtask, at, by, quotaType, date, amounts, state }: Approved,
) => ({
  requestHash: hashtask,
  logDataHora: formatCivil(at),
  logAnalista: by ?? TACIT_ANALYST,
  codigoPorfolio: portfolio.code,
  nomePortfolio: portfolio.name,
  cnpj: portfolio.cnpj,
  quoteType: quotaType,
  targetDataAprovacao: date,
  valorCotaAprovado: amounts.value,
  plAprovado: amounts.netWorth,
  qtdAprovada: amounts.quantity,
  triggerReprocessamento: pendingDates.has(date) ? 1 : 0,
  statusHash: state,
});

export type ApprovalView = ReturnType<typeof approvalView>;
