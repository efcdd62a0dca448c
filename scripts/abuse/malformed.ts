import { gzipSync } from 'node:zlib';
import type { Random } from '../torture/random.js';
import type { Access } from './callers.js';
import type { Operation } from './operations.js';

/** A request as it goes out. */
export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const deepObject = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

/** Unicode that people send, and that only tests send: combining, right to left, astral, unpaired, invisible, control. */
const TEXTS = [
  '',
  ' ',
  'ação',
  'Ãµ',
  '🐕‍🦺',
  'e\u0301',
  '\u202Eoãçautis',
  '\u0000',
  '\uD83D',
  '\uDC00',
  '\uFEFF',
  '\u2028',
  'ﷺ',
  '\u0085',
  'null',
  'undefined',
  'NaN',
  '-1',
  '1e309',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  "' OR 1=1 --",
  '<script>',
  '{{7*7}}',
  '../../etc/passwd',
  '..\\..\\',
  '%00',
  '\r\nx-injected: 1',
  'a'.repeat(5_000),
  '2026-02-30T25:61:61Z',
  '0000-01-01T00:00:00Z',
  'P99999999Y',
  '76109277673',
  'urn:transmissora:x',
  '\u{10FFFF}',
];
const SEGMENTS = [
  '',
  '.',
  '..',
  '%2e%2e',
  '%2e%2e%2f',
  '..%2f..%2f',
  '%00',
  '%',
  '%zz',
  '%ff',
  '%c0%af',
  '__proto__',
  'constructor',
  '~',
  ';a=b',
  '*',
  '%F0%9F%90%95',
  '%E2%80%AE',
  "'%20OR%201=1",
  'a'.repeat(3_000),
  '-1',
  '0',
  'null',
  '//',
  '\\',
  '%5c',
  'acc-1',
];
const BODIES = [
  '',
  '{',
  '[',
  '"',
  'null',
  'true',
  '0',
  '[]',
  '{}',
  '"text"',
  '{"data":null}',
  '{"data":[]}',
  '{"data":{}}',
  '{"a":1,"a":2}',
  deep(10_000),
  deepObject(5_000),
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"data":{"__proto__":{"polluted":true}}}',
  '1e400',
  '-0',
  '{"n":1e400}',
  '\uFEFF{}',
  '{"a":"\\ud800"}',
  '{"\\u0000":1}',
  `[${'0,'.repeat(20_000)}0]`,
  `{"a":"${'x'.repeat(100_000)}"}`,
  '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
  'a=1&b=2',
  '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--',
  'a: &a [*a]',
  'x'.repeat(1_100_000),
];
const TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json; charset=utf-7',
  'application/json; charset=utf-16',
  'text/plain',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/yaml',
  'application/jwt',
  'APPLICATION/JSON',
  'application/json;',
  ';',
  'a/b/c',
  '*/*',
  'application/json, text/html',
];
const ENCODINGS = ['gzip', 'deflate', 'br', 'zstd', 'identity', 'gzip, gzip', 'x-unknown', ''];
/** A megabyte of zeros, of which a thousand bytes are sent, and the same a hundred times over. */
const BOMB = gzipSync(Buffer.alloc(1_000_000));
const BIG_BOMB = gzipSync(Buffer.alloc(100_000_000), { level: 9 });
const ACCEPTS = [
  '*/*',
  'application/json',
  'text/html',
  'application/xml',
  '',
  'application/json;q=0',
  ';;;',
  'a'.repeat(2_000),
];
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE', 'M-SEARCH'];

/** Something that no receiver should send to an operation. The same for the same random numbers. */
export function malformed(random: Random, operations: readonly Operation[], { authorizationFor, ids }: Access): Sent {
  const operation = random.oneOf(operations);
  const isOften = (part: number): boolean => random.next() < part;
  const path = operation.path.replaceAll(/\{[^}]+\}/g, () => random.oneOf(isOften(0.4) ? ids : SEGMENTS));
  const method = isOften(0.8) ? operation.method : random.oneOf(METHODS);
  const body = method === 'GET' || method === 'HEAD' ? isOften(0.05) : isOften(0.9);
  return {
    method,
    path: encodePath(path) + queryFrom(random, operation),
    headers: headersFrom(random, authorizationFor(path), body),
    ...(body && { body: bodyFrom(random) }),
  };
}

/** Without halves of surrogate pairs, which have no encoding. */
const wellFormed = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '?');

/** What the HTTP library refuses to send at all. */
const encodePath = (path: string): string => path.replaceAll(/[^\x21-\x7e]/g, (letter) => encodeURIComponent(letter));

function queryFrom(random: Random, { query }: Operation): string {
  if (random.next() < 0.4) return '';
  const names = [...query, 'page', 'page-size', 'a[b]', '__proto__[x]', 'constructor', '', '%', '%00'];
  const pairs = Array.from({ length: random.whole(1, 4) }, () => {
    const name = random.oneOf(names);
    const value = random.oneOf([
      ...TEXTS.map((text) => encodeURIComponent(wellFormed(text))),
      '%',
      '%zz',
      '%ff',
      '1&page=2',
    ]);
    return random.next() < 0.1 ? name : `${name}=${value}`;
  });
  return `?${pairs.join('&')}`;
}

function headersFrom(random: Random, authorization: string, hasBody: boolean): Record<string, string> {
  const often = (part: number): boolean => random.next() < part;
  const headers: Record<string, string> = {};
  const set = (name: string, value: string): void => {
    headers[name] = value.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '');
  };
  if (often(0.9)) set('authorization', often(0.8) ? authorization : random.oneOf(BAD_TOKENS));
  if (often(0.85))
    set('x-fapi-interaction-id', often(0.8) ? '73cac523-d3ae-4289-b106-330a6218710d' : random.oneOf(TEXTS));
  if (often(0.3)) set('accept', random.oneOf(ACCEPTS));
  if (often(0.05)) set('x-forwarded-host', random.oneOf(TEXTS));
  if (often(0.05)) set('x-big', 'x'.repeat(random.whole(1, 20_000)));
  if (often(0.05)) set('traceparent', random.oneOf(TEXTS));
  if (often(0.05)) set('if-none-match', '*');
  if (often(0.05)) set('range', 'bytes=0-0,1-1');
  if (often(0.05)) set('prefer', random.oneOf(['code=', 'code=abc', 'code=99', 'code=1000', ';', 'return=minimal']));
  if (hasBody && often(0.95)) set('content-type', often(0.7) ? 'application/json' : random.oneOf(TYPES));
  if (hasBody && often(0.1)) set('content-encoding', random.oneOf(ENCODINGS));
  return headers;
}

const BAD_TOKENS = [
  '',
  'Bearer',
  'Bearer ',
  'Bearer a.b.c',
  'bearer  x',
  'Basic YTpi',
  'Bearer eyJhbGciOiJub25lIn0.e30.',
  'Bearer eyJhbGciOiJIUzI1NiJ9.e30.AAAA',
  `Bearer ${'a'.repeat(9_000)}`,
  'Bearer null',
  'Token x',
  'JWT x',
  'Bearer a b',
];

function bodyFrom(random: Random): Buffer {
  const dice = random.next();
  if (dice < 0.03) return BOMB;
  if (dice < 0.031) return BIG_BOMB;
  if (dice < 0.4) return Buffer.from(random.oneOf(BODIES));
  return Buffer.from(JSON.stringify(valueFrom(random, 0)));
}

const KEYS = [
  'data',
  'permissions',
  'loggedUser',
  'document',
  'identification',
  'rel',
  'expirationDateTime',
  'consentId',
  'customerId',
  'cpf',
  'resourceId',
  'type',
  'status',
  'timeline',
  'at',
  'to',
  'now',
  'frozen',
  'by',
  'name',
  'clock',
  'scope',
  '__proto__',
  'constructor',
  'x',
];

/** Any JSON at all. */
function valueFrom(random: Random, depth: number): unknown {
  const dice = random.next();
  if (depth > 4 || dice < 0.35) return random.oneOf<unknown>([...TEXTS, null, true, 0, -1, 1e21, 0.1, [], {}]);
  if (dice < 0.5) return Array.from({ length: random.whole(0, 3) }, () => valueFrom(random, depth + 1));
  return Object.fromEntries(
    Array.from({ length: random.whole(1, 5) }, () => [random.oneOf(KEYS), valueFrom(random, depth + 1)]),
  );
}
