import { uuidFrom } from '../../core/ids.js';
import { readCase, stateNow } from '../consents/case.js';
import type { OpenFinanceContext } from '../context.js';
import { consentsIn } from './dynamic-scope.js';

/** How a person is called in tokens: always the same, and not the CPF. */
export const subjectOf = (cpf: string): string => uuidFrom(`subject ${cpf}`);

/** What a code, token or refresh token was given for. */
interface Given {
  readonly clientId?: string | undefined;
  readonly scope?: string | undefined;
}

/** Whether the consent behind something given to a client is AUTHORISED now. It dies with the consent. RULES §7. */
export async function isConsentActive(context: OpenFinanceContext, { clientId, scope }: Given): Promise<boolean> {
  const [consentId] = consentsIn(scope);
  const subject = consentId === undefined ? undefined : await readCase(context.store, context, consentId);
  if (!subject || subject.consent.clientId !== clientId) return false;
  return stateNow(subject).status === 'AUTHORISED';
}
