import type { Exchange } from '../../core/exchange.js';
import type { Bilingual } from '../../core/text.js';
import { errorCodesOf, fieldOf, headerOf } from '../reading.js';
import { broken, type Finding, kept, say } from '../rule.js';

/** What is wrong with an exchange; undefined when nothing is. */
type Complaint = (exchange: Exchange) => Bilingual | undefined;

/** Judges every exchange of a kind: those without complaint are the proof that the rule is kept. */
export function judgeEach(
  exchanges: readonly Exchange[],
  complaint: Complaint,
  well: Bilingual = say('As respostas são as pedidas.', 'The answers are as asked.'),
): readonly Finding[] {
  return exchanges.map((exchange) => {
    const wrong = complaint(exchange);
    return wrong ? broken(wrong, [exchange]) : kept(well, [exchange]);
  });
}

/** The answer, in a few words: its status, and its first error code. */
export function answered(exchange: Exchange): string {
  if (exchange.status === 0) return exchange.error ?? 'no answer';
  const [code] = errorCodesOf(exchange);
  return code === undefined || code === '' ? String(exchange.status) : `${exchange.status} ${code}`;
}

/** A complaint unless the answer has one of these statuses, and, when it is given, this code. */
export const asks =
  (statuses: readonly number[], code?: string): Complaint =>
  (exchange) => {
    const isAsked = statuses.includes(exchange.status) && (code === undefined || errorCodesOf(exchange).includes(code));
    return isAsked ? undefined : saw(exchange, `${statuses.join(' / ')}${code === undefined ? '' : ` ${code}`}`);
  };

export const saw = (exchange: Exchange, asked: string): Bilingual => {
  const call = `${exchange.method} ${exchange.path}`;
  return say(
    `${call}: pedia ${asked}, veio ${answered(exchange)}.`,
    `${call}: asked for ${asked}, got ${answered(exchange)}.`,
  );
};

export const isAnswered = ({ status }: Exchange): boolean => status > 0;

/** A header of the answer. */
export const answerHeader = (exchange: Exchange, name: string): string | undefined =>
  headerOf(exchange, name, 'response');

export const textAt = (value: unknown, ...keys: readonly string[]): string | undefined => {
  const found = fieldOf(value, ...keys);
  return typeof found === 'string' ? found : undefined;
};

/** `YYYY-MM-DDTHH:MM:SSZ`, without fractions. */
export const isSecondsInstant = (value: unknown): boolean =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value);
