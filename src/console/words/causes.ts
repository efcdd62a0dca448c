import type { Bilingual } from '../admin-api.js';

/** Why a status changed: what the server says by itself, and what the scenarios that come with the project say. */
export const CAUSES: Readonly<Record<string, Bilingual>> = {
  contracted: { pt: 'contratado', en: 'contracted' },
  arranged: { pt: 'assim criado', en: 'made so' },
  timeline: { pt: 'agendado', en: 'scheduled' },
  operator: { pt: 'operador', en: 'operator' },
  'approver agreed': { pt: 'um aprovador concordou', en: 'an approver agreed' },
  'approver refused': { pt: 'um aprovador recusou', en: 'an approver refused' },
  'approval timed out': { pt: 'o prazo dos aprovadores terminou', en: 'the approvers ran out of time' },
  'twelve months since closing': { pt: 'doze meses desde o encerramento', en: 'twelve months since closing' },
  'bloqueio definitivo': { pt: 'bloqueio definitivo', en: 'definitive block' },
  'bloqueio temporário': { pt: 'bloqueio temporário', en: 'temporary block' },
  conferido: { pt: 'conferido', en: 'checked' },
  desbloqueio: { pt: 'desbloqueio', en: 'unblocked' },
  migração: { pt: 'migração', en: 'migration' },
  'nova movimentação': { pt: 'nova movimentação', en: 'a new movement' },
  'suspeita de fraude': { pt: 'suspeita de fraude', en: 'suspected fraud' },
};
