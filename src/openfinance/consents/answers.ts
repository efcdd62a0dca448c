import { formatSeconds, type Instant } from '../../core/instant.js';
import { type ConsentCase, stateNow } from './case.js';
import type { Consent } from './consent.js';
import { expiryAt, type Extension } from './term.js';

/** The consent as the official POST and the extension answer it. */
export const createdAnswer = (subject: ConsentCase, self: string) => answer(subject, self, fieldsOf(subject));

/** The consent as the official GET answers it: why it ended, too, and the journey it was born in. */
export function readAnswer(subject: ConsentCase, self: string) {
  const { rejection } = stateNow(subject);
  const { isLinked } = subject.consent;
  return answer(subject, self, {
    ...fieldsOf(subject),
    ...(rejection && { rejection }),
    ...(isLinked === true && { journey: { isLinked } }),
  });
}

const answer = ({ now }: ConsentCase, self: string, data: object) => ({
  data,
  links: { self },
  meta: { requestDateTime: formatSeconds(now) },
});

function fieldsOf(subject: ConsentCase) {
  const { consent, now } = subject;
  const { status, since } = stateNow(subject);
  return {
    consentId: consent.consentId,
    creationDateTime: formatSeconds(consent.createdAt),
    status,
    statusUpdateDateTime: formatSeconds(since),
    permissions: consent.permissions,
    ...endOf('expirationDateTime', expiryAt(consent, now)),
  };
}

/** What extended a consent, newest first; each with the end it moved. CON-4.2.5. */
export const extensionItems = ({ extensions, expiresAt }: Consent) =>
  extensions
    .map((extension, index) => itemOf(extension, index === 0 ? expiresAt : extensions[index - 1]?.expiresAt))
    .toReversed();

const itemOf = (extension: Extension, previous: Instant | undefined) => ({
  ...endOf('expirationDateTime', extension.expiresAt),
  loggedUser: { document: { identification: extension.loggedUser, rel: 'CPF' } },
  requestDateTime: formatSeconds(extension.at),
  ...endOf('previousExpirationDateTime', previous),
  xFapiCustomerIpAddress: extension.customerIpAddress,
  xCustomerUserAgent: extension.customerUserAgent,
});

const endOf = (name: string, end: Instant | undefined) => (end === undefined ? {} : { [name]: formatSeconds(end) });
