import express, { type RequestHandler } from 'express';
import type { Bilingual } from '../../core/text.js';
import { documentKind } from '../holdings/customer.js';
import { WORDS } from './words.js';

/** The most a form may hold: a tick for each of some thousands of accounts. Bytes, and fields. */
const MAX_FORM = 512 * 1024;
const MAX_FIELDS = 10_000;

/** Reads a form into `req.body`: each field a text, or a list of them when it was sent several times. */
export const readForm: RequestHandler = express.urlencoded({
  extended: false,
  limit: MAX_FORM,
  parameterLimit: MAX_FIELDS,
});

/** What is wrong with a form, said to the person at the field it is about. */
export interface Complaint {
  /** The `id` of the field that mends it. */
  readonly field: string;
  readonly text: Bilingual;
}

/** The texts sent under a name, in order. */
export function textsOf(body: unknown, name: string): readonly string[] {
  const value = (body as Record<string, unknown> | undefined)?.[name];
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).filter((text) => typeof text === 'string');
}

export const textOf = (body: unknown, name: string): string => textsOf(body, name)[0] ?? '';

/** The CPF in a form, with or without punctuation, or what is wrong with it. */
export function readCpf(body: unknown): { readonly cpf: string } | { readonly complaint: Complaint } {
  const text = textOf(body, 'cpf').trim();
  const cpf = text.replaceAll(/[.\-\s]/g, '');
  const wrong = (words: Bilingual) => ({ complaint: { field: 'cpf', text: words } });
  if (cpf === '') return wrong(WORDS.cpfMissing);
  if (!/^\d{11}$/.test(cpf)) return wrong(WORDS.cpfShape);
  return documentKind(cpf) === 'CPF' ? { cpf } : wrong(WORDS.cpfDigits);
}
