import { setup } from 'xstate';
import { compile } from '../../core/machine.js';

export const CONSENT_STATUSES = ['AWAITING_AUTHORISATION', 'AUTHORISED', 'REJECTED'] as const;
export type ConsentStatus = (typeof CONSENT_STATUSES)[number];

/** Why a consent is REJECTED, as Consents 3.3.1 spells it. */
export interface Rejection {
  readonly rejectedBy: 'USER' | 'ASPSP' | 'TPP';
  readonly reason: { readonly code: string; readonly additionalInformation?: string };
}

const rejection = (rejectedBy: Rejection['rejectedBy'], code: string, additionalInformation?: string): Rejection => ({
  rejectedBy,
  reason: { code, ...(additionalInformation !== undefined && { additionalInformation }) },
});

/** The events that end a consent, with what each writes into `rejection`. CON-4.1, RES-045. */
export const REJECTIONS = {
  AUTHORISATION_LAPSED: rejection('ASPSP', 'CONSENT_EXPIRED'),
  DECLINED: rejection('USER', 'CUSTOMER_MANUALLY_REJECTED'),
  EXPIRED: rejection('ASPSP', 'CONSENT_MAX_DATE_REACHED'),
  REVOKED: rejection('USER', 'CUSTOMER_MANUALLY_REVOKED'),
  SECURITY_SUSPECTED: rejection('ASPSP', 'INTERNAL_SECURITY_REASON'),
  // The texts leave open whether it is TPP or ASPSP: here it is always the transmitter who says so.
  TECHNICAL_FAILURE: rejection('ASPSP', 'CONSENT_TECHNICAL_ISSUE'),
  APPROVAL_LAPSED: rejection('ASPSP', 'CONSENT_EXPIRED', 'Tempo de confirmação da múltipla alçada excedido.'),
} as const satisfies Record<string, Rejection>;

export type RejectionEvent = keyof typeof REJECTIONS;
export type ConsentEvent = 'AUTHORISED' | RejectionEvent;

const CONSENT_EVENTS: readonly ConsentEvent[] = [
  'AUTHORISED',
  'AUTHORISATION_LAPSED',
  'DECLINED',
  'EXPIRED',
  'REVOKED',
  'SECURITY_SUSPECTED',
  'TECHNICAL_FAILURE',
  'APPROVAL_LAPSED',
];

/** The life of a consent. CON-4.1. REJECTED is final. */
export const consentMachine = setup({
  types: { events: {} as { type: ConsentEvent } },
}).createMachine({
  id: 'consent',
  initial: 'AWAITING_AUTHORISATION',
  states: {
    AWAITING_AUTHORISATION: {
      on: {
        AUTHORISED: 'AUTHORISED',
        AUTHORISATION_LAPSED: 'REJECTED',
        DECLINED: 'REJECTED',
        TECHNICAL_FAILURE: 'REJECTED',
      },
    },
    AUTHORISED: {
      on: {
        EXPIRED: 'REJECTED',
        REVOKED: 'REJECTED',
        SECURITY_SUSPECTED: 'REJECTED',
        TECHNICAL_FAILURE: 'REJECTED',
        APPROVAL_LAPSED: 'REJECTED',
      },
    },
    REJECTED: { type: 'final' },
  },
});

const TABLE = compile<'consent', ConsentStatus, ConsentEvent>(
  consentMachine,
  { kinds: ['consent'], states: CONSENT_STATUSES, events: CONSENT_EVENTS },
  () => ({}),
);

/** The state an event leads to, or undefined where the machine forbids it. */
export const afterEvent = (status: ConsentStatus, event: ConsentEvent): ConsentStatus | undefined =>
  TABLE.consent[status][event];

export const allowedEvents = (status: ConsentStatus): readonly ConsentEvent[] =>
  CONSENT_EVENTS.filter((event) => afterEvent(status, event) !== undefined);
