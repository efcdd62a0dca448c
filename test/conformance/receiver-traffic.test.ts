import { expect, test } from '@jest/globals';
import { within } from '../../src/conformance/receiver-traffic.js';
import { CONSENT, consentCall, consentRequest, directory, discoveryStatus, journalOf, used } from './exchanges.js';

const OTHER = 'urn:bank:consent-2';
const token = (number: number) => ({ requestHeaders: { authorization: `Bearer [redacted ${number}]` } });
const nobody = { clientId: undefined!, consentId: undefined!, grant: undefined! };

const journal = journalOf(
  consentRequest({}), // 1
  used(token(1)), // 2
  used({ ...token(2), consentId: OTHER }), // 3
  used({ ...token(3), clientId: 'receiver-2', consentId: 'urn:bank:consent-3' }), // 4
  used({ ...token(1), ...nobody, status: 401 }), // 5
  { ...discoveryStatus, ...nobody }, // 6
  { ...directory, ...nobody }, // 7
  consentCall('GET'), // 8
  used({ ...token(9), ...nobody, status: 401 }), // 9
);
const ids = (exchanges: readonly { readonly id: number }[]) => exchanges.map(({ id }) => id);

test('without a scope everything is judged', () => {
  expect(ids(within(journal, {}).judged)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('a refused call belongs to whom its token belonged before', () => {
  const refused = within(journal, {}).judged.find(({ id }) => id === 5);
  expect(refused).toMatchObject({ clientId: 'receiver-1', consentId: CONSENT, grant: 'consent' });
});

test('a receiver is judged by its own calls, and by the public ones', () => {
  expect(ids(within(journal, { clientId: 'receiver-1' }).judged)).toEqual([1, 2, 3, 5, 6, 7, 8]);
});

test('a consent is judged by the calls about it and the public ones; the rest of its receiver is kept apart', () => {
  const { judged, others } = within(journal, { consentId: CONSENT });
  expect(ids(judged)).toEqual([1, 2, 5, 6, 7, 8]);
  expect(ids(others)).toEqual([3]);
});
