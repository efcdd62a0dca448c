import type { Amounts } from '../vocabulary.js';
import { PLACES, withPlaces } from '../wire/decimal.js';

/** What a client sends to approve a quota, by the text's own names. OTD-APR-04. */
export interface ApprovalRequest {
  readonly codigoCarteira: string;
  readonly dataTargetAprovacao: string;
  readonly tipoCota: string;
  readonly valorCotaAprovada: string;
  readonly plAprovado: string;
  readonly quantidadeAprovada: string;
}

/** And to edit an approval. OTD-APR-14. */
export interface EditRequest extends ApprovalRequest {
  readonly hashtask: string;
}

/** The amounts of a request, written with the places the text prints. OTD-APR-16. */
export const amountsIn = (request: ApprovalRequest): Amounts => ({
  value: withPlaces(request.valorCotaAprovada, PLACES.value),
  netWorth: withPlaces(request.plAprovado, PLACES.netWorth),
  quantity: withPlaces(request.quantidadeAprovada, PLACES.quantity),
});
