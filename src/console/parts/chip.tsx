import { say } from '../speech.js';
import type { Word } from '../words/pt.js';

/** The look of each status, and a shape besides: colour alone says nothing to some. */
const LOOKS: Readonly<Record<string, readonly [look: string, shape: string]>> = {
  AVAILABLE: ['good', '●'],
  AUTHORISED: ['good', '●'],
  READY: ['good', '●'],
  PENDING_AUTHORISATION: ['wait', '◔'],
  AWAITING_AUTHORISATION: ['wait', '◔'],
  PREPARING: ['wait', '◔'],
  TEMPORARILY_UNAVAILABLE: ['pause', '◐'],
  UNAVAILABLE: ['bad', '○'],
  REJECTED: ['bad', '○'],
  OVERDUE: ['bad', '○'],
  PENDENTE: ['wait', '◔'],
  APROVADA: ['good', '●'],
  APROVADA_TACITAMENTE: ['pause', '◐'],
  ANULADA: ['bad', '○'],
  EXCLUIDA: ['bad', '○'],
};

const GLOSSED = new Set([
  'AVAILABLE',
  'UNAVAILABLE',
  'TEMPORARILY_UNAVAILABLE',
  'PENDING_AUTHORISATION',
  'AWAITING_AUTHORISATION',
  'AUTHORISED',
  'REJECTED',
]);

/** What a status means, in a few words. */
export const glossOf = (status: string | null | undefined): string =>
  status === null || status === undefined
    ? say('status.none')
    : GLOSSED.has(status)
      ? say(`status.${status}` as Word)
      : status;

/** A status as the specification spells it. */
export function StatusChip({ status }: { readonly status: string | null | undefined }) {
  const [look, shape] = LOOKS[status ?? ''] ?? ['none', '·'];
  return (
    <span class={`chip chip-${look}`} title={glossOf(status)}>
      <span aria-hidden="true">{shape}</span> {status ?? '—'}
    </span>
  );
}

/** An HTTP status: by its hundred. 0 is no answer at all. */
export function HttpChip({ status }: { readonly status: number }) {
  const look = status === 0 || status >= 500 ? 'bad' : status >= 400 ? 'wait' : status === 202 ? 'pause' : 'good';
  return <span class={`chip chip-${look} chip-http`}>{status === 0 ? '⨯' : status}</span>;
}

export const Rule = ({ id }: { readonly id: string }) => <span class="rule">{id}</span>;
