import { formatCivil } from '../../core/civil.js';
import type { Portfolio } from '../portfolios/portfolio.js';
import { type ReprocessingRequest, statusOf } from './request.js';
import type { Workflow } from '../workflow.js';

/** A request as the client sees it, with each step it went through. OTD-REP-03, OTD-REP-11. */
export function requestView(
  workflow: Workflow,
  portfolio: Portfolio,
  request: ReprocessingRequest,
  linkTo: (path: string) => string,
) {
  const { hashtask, date, reason, additions, attachments, steps } = request;
  const status = statusOf(request);
  const { label, editable, deletable } = workflow.state(status);
  return {
    hashtask,
    codigoCarteira: portfolio.code,
    nomeCarteira: portfolio.name,
    cnpj: portfolio.cnpj,
    dataReprocessamento: date,
    motivo: reason,
    complementos: additions,
    status,
    descricaoStatus: label.pt,
    editavel: editable === true,
    excluivel: deletable === true,
    analista: steps[0].by,
    dataHoraSolicitacao: formatCivil(steps[0].at),
    anexos: attachments.map(({ name, extension, size, sha256 }, index) => ({
      numero: index + 1,
      nome: name,
      extensao: extension,
      tamanho: size,
      sha256,
      url: linkTo(`/service/reprocessamento/${hashtask}/anexos/${index + 1}`),
    })),
    historico: steps.map(({ at, by, event, status: after, note }) => ({
      status: after,
      evento: event,
      quem: by,
      quando: formatCivil(at),
      nota: note ?? null,
    })),
  };
}

export type RequestView = ReturnType<typeof requestView>;
