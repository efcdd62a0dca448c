import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { holidaysFile } from '../../../scripts/calendar/holidays.js';
import { businessCalendar, businessDays } from '../../../src/otdx/calendar/business-days.js';
import { HOLIDAYS } from '../../../src/paths.js';

const text = readFileSync(HOLIDAYS, 'utf8');
const calendar = businessCalendar(JSON.parse(text));

test('the holidays are those the library gives (tsx scripts/generate-holidays.ts writes them anew)', () => {
  expect(text).toBe(holidaysFile());
});

test.each([
  ['2026-02-16', 'Carnaval'],
  ['2026-02-17', 'Carnaval'],
  ['2026-04-03', 'Sexta-Feira Santa'],
  ['2026-06-04', 'Corpo de Deus'],
  ['2024-11-20', 'Dia da Consciência Negra'],
])('OTD-CAL-01 %s is a bank holiday: %s', (date, name) => {
  expect([calendar.closedOn(date), calendar.holidayOn(date)]).toEqual(['holiday', name]);
});

test.each(['2026-02-18', '2026-12-31', '2023-11-20', '2026-07-09'])('OTD-CAL-01 %s is a business day', (date) => {
  expect(calendar.closedOn(date)).toBeUndefined();
});

test.each([
  ['2026-02-13', 1, '2026-02-18'],
  ['2026-06-03', 1, '2026-06-05'],
  ['2026-04-02', 1, '2026-04-06'],
  ['2026-12-24', 1, '2026-12-28'],
  ['2026-03-06', 0, '2026-03-06'],
  ['2026-03-06', 5, '2026-03-13'],
])('OTD-CAL-01 from %s, %i business day(s) on is %s', (from, count, to) => {
  expect(calendar.add(from, count)).toBe(to);
});

test('OTD-CAL-01 the business days of March 2026 are twenty-two', () => {
  expect(businessDays(calendar, '2026-03-01', '2026-03-31')).toHaveLength(22);
});

test('a year whose holidays nobody knows has no business days, and a deadline leads through it all the same', () => {
  expect(calendar.closedOn('2051-01-02')).toBe('unknown');
  expect(calendar.add('2050-12-30', 1)).toBe('2051-01-02');
});
