import type { Bilingual } from '../../core/text.js';
import type { Outcome } from '../sharing/reach.js';
import type { Status } from '../vocabulary.js';

const say = (pt: string, en: string): Bilingual => ({ pt, en });

/** Why a step drops a holding, by step and rule. */
const ABSENT: Readonly<Record<string, Bilingual>> = {
  'answered RES-002': say(
    'O consentimento não está autorizado neste instante: a resposta é 401.',
    'The consent is not authorised at this instant: the answer is 401.',
  ),
  'answered RES-050': say(
    'A lista ainda está em preparação: a resposta é 202.',
    'The list is still being prepared: the answer is 202.',
  ),
  'answered RES-052': say(
    'A preparação passou do limite: a resposta é 504.',
    'The preparation has passed its limit: the answer is 504.',
  ),
  'permitted RES-027': say(
    'O consentimento não pediu este tipo de produto.',
    'The consent did not ask for this type of product.',
  ),
  'sold RES-029': say(
    'A transmissora não vendia este produto na confirmação, nem o vendeu depois.',
    'The transmitter did not sell this product at the confirmation, nor has it since.',
  ),
  'contracted RES-009': say('O produto ainda não foi contratado.', 'The product has not been contracted yet.'),
  'shareable RES-031': say('Esta conta nunca é compartilhada.', 'This account is never shared.'),
  'shareable RES-042': say(
    'Cartão ainda não ativo ou não visível: não é compartilhado.',
    'A card that is not active or visible yet is not shared.',
  ),
  'shareable RES-040': say(
    'Operação cancelada, baixada ou portada: não é compartilhada.',
    'A cancelled, written-off or ported contract is not shared.',
  ),
  'shareable RES-041': say(
    'Operação de câmbio anulada: não é compartilhada.',
    'An annulled exchange operation is not shared.',
  ),
  'shareable RES-024': say(
    'Investimento fora do que a instituição compartilha.',
    'An investment outside what the institution shares.',
  ),
  'chosen RES-010': say(
    'Contratado depois da confirmação: contas e cartões não entram sozinhos no consentimento.',
    'Contracted after the confirmation: accounts and cards do not join a consent by themselves.',
  ),
  'chosen RES-021': say('O cliente não escolheu este recurso.', 'The customer did not choose this resource.'),
  'within-exposure RES-038': say(
    'Encerrado há mais de 12 meses quando o consentimento começou, sem ter sido compartilhado nele.',
    'Closed more than 12 months before the consent began, and never shared in it.',
  ),
  'retained RES-037': say(
    'Indisponível além do prazo de retenção: expurgado.',
    'Unavailable for longer than the retention period: purged.',
  ),
};

/** Why a listed holding has its status, by rule; then by status alone. */
const LISTED: Readonly<Record<string, Bilingual>> = {
  'RES-038': say(
    'Completou 12 meses de encerrado depois de ter sido compartilhado.',
    'Twelve months have passed since it was closed, and it was already shared.',
  ),
  'RES-045': say('O prazo dos demais aprovadores terminou.', 'The other approvers ran out of time.'),
  'RES-035': say(
    'Os demais aprovadores decidiram neste consentimento.',
    'The other approvers decided in this consent.',
  ),
};

const BY_STATUS: Readonly<Record<Status, Bilingual>> = {
  AVAILABLE: say('Em uso e visível nos canais eletrônicos.', 'In use and visible in the electronic channels.'),
  TEMPORARILY_UNAVAILABLE: say(
    'Bloqueio temporário: pode voltar a ficar disponível.',
    'Temporarily blocked: it may become available again.',
  ),
  UNAVAILABLE: say(
    'Bloqueado, encerrado, migrado ou recusado em definitivo.',
    'Blocked, closed, migrated or refused for good.',
  ),
  PENDING_AUTHORISATION: say('Aguarda a aprovação de outras pessoas.', 'Waits for the approval of other people.'),
};

export const reasonFor = (outcome: Outcome): Bilingual =>
  outcome.listed
    ? (LISTED[outcome.rule] ?? BY_STATUS[outcome.status])
    : (ABSENT[`${outcome.step} ${outcome.rule}`] ?? say(outcome.rule, outcome.rule));
