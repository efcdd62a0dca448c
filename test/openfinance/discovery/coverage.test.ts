import { expect, test } from '@jest/globals';
import { partOf } from '../../../src/openfinance/discovery/coverage.js';

test.each<[pattern: string, template: string, part: ReturnType<typeof partOf>]>([
  ['/a/b', '/a/b', 'all'],
  ['/a/b', '/a/bc', 'none'],
  ['/a/b', '/a', 'none'],
  ['/a', '/a/b', 'none'],
  ['/a/7', '/a/{id}', 'some'],
  ['/a/', '/a/{id}', 'none'],
  ['/a/7/c', '/a/{id}/b', 'none'],
  ['*', '/a/{id}', 'all'],
  ['/*', '/a/{id}', 'all'],
  ['/a/*', '/a/{id}/b', 'all'],
  ['/a/7*', '/a/{id}/b', 'some'],
  ['/a//*', '/a/{id}/b', 'none'],
  ['/a/7/b*', '/a/{id}/bc', 'some'],
  ['/a/b*', '/a/bc', 'all'],
  ['/a/b*', '/a/c', 'none'],
  ['/b/*', '/a/{id}', 'none'],
  ['/a/b/c*', '/a/b', 'none'],
])('DIS-003 a fault on %s strikes, of the calls on %s, %s', (pattern, template, part) => {
  expect(partOf(pattern, template)).toBe(part);
});
