import { expect, test } from '@jest/globals';
import * as reading from '../../src/conformance/reading.js';
import { journalOf, LIST_PATH, type Written } from './exchanges.js';

const one = (written: Written) => journalOf(written)[0]!;

test('tells a list call by its method and path, in any version', () => {
  expect(reading.isListCall(one({}))).toBe(true);
  expect(reading.isListCall(one({ path: '/open-banking/resources/v4/resources', status: 504 }))).toBe(true);
  expect(reading.isListCall(one({ method: 'POST' }))).toBe(false);
  expect(reading.isListCall(one({ path: `${LIST_PATH}/1` }))).toBe(false);
});

test('reads the parts of an official path, and none from any other', () => {
  const place = reading.officialPath(one({ path: '/open-banking/loans/v2/contracts/abc' }));
  expect(place).toEqual({ family: 'loans', major: '2', rest: '/contracts/abc' });
  expect(reading.officialPath(one({ path: '/participants' }))).toBeUndefined();
});

test('reads the resources of a list, and nothing from what is no list', () => {
  const item = { resourceId: 'a', type: 'LOAN', status: 'AVAILABLE' };
  expect(reading.listedIn(one({ responseBody: { data: [item, { resourceId: 1 }, null] } }))).toEqual([item]);
  for (const responseBody of [undefined, null, 'text', { data: {} }, [], { data: null }])
    expect(reading.listedIn(one({ responseBody }))).toEqual([]);
  expect(reading.listedIn(one({ status: 504, responseBody: { data: [item] } }))).toEqual([]);
});

test('reads headers in any case, of either side, the query, and the codes of errors', () => {
  const exchange = one({
    query: 'page=2&page-size=25',
    status: 422,
    responseHeaders: { 'x-v': '3.1.0' },
    responseBody: { errors: [{ code: 'PAGE_NOT_FOUND' }, 7] },
  });
  expect(reading.headerOf(exchange, 'Authorization')).toContain('Bearer');
  expect(reading.headerOf(exchange, 'x-v')).toBeUndefined();
  expect(reading.headerOf(exchange, 'X-V', 'response')).toBe('3.1.0');
  expect(reading.queryOf(exchange).get('page-size')).toBe('25');
  expect(reading.errorCodesOf(exchange)).toEqual(['PAGE_NOT_FOUND', '']);
  expect(reading.isSuccess(exchange)).toBe(false);
});
