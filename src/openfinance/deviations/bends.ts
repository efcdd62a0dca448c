import type { Instant } from '../../core/instant.js';
import type { ConsentCase } from '../consents/case.js';
import { confirmationOf } from '../consents/consent.js';
import type { Holding } from '../holdings/holding.js';
import type { Confirmation } from '../sharing/confirmation.js';
import { pairLife } from '../sharing/pair.js';
import { changeAt } from '../holdings/holding.js';
import type { Answer, Deviation, Heard } from './deviation.js';

type Json = Readonly<Record<string, unknown>>;
type AnswerBend = NonNullable<Deviation['answer']>;
type FactsBend = NonNullable<Deviation['facts']>;

/** An item of `GET /resources`. */
export interface Item extends Json {
  readonly resourceId: string;
  readonly type: string;
  readonly status: string;
}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The members of a part of the body, such as `meta`; none when there is no such part. */
export const partOf = ({ body }: Answer, name: string): Json => {
  const part = isObject(body) ? body[name] : undefined;
  return isObject(part) ? part : {};
};

export const withPart = (answer: Answer, name: string, part: unknown): Answer => ({
  ...answer,
  body: { ...(isObject(answer.body) ? answer.body : {}), [name]: part },
});

/** Bends `data` where it is a consent. */
export const consentData =
  (bend: (data: Json) => Json): AnswerBend =>
  (answer) => {
    const before = partOf(answer, 'data');
    if (answer.status >= 300 || before['consentId'] === undefined) return answer;
    const after = bend(before);
    return after === before ? answer : withPart(answer, 'data', after);
  };

/** The items of a list; undefined where the answer is no list. */
export const itemsOf = ({ status, body }: Answer): readonly Json[] | undefined => {
  const data = isObject(body) ? body['data'] : undefined;
  return status === 200 && Array.isArray(data) ? data : undefined;
};

/** The answer with these items, and the totals that go with them when their number changes. */
export function withItems(answer: Answer, items: readonly Json[]): Answer {
  const before = itemsOf(answer)?.length ?? 0;
  const bent = withPart(answer, 'data', items);
  const meta = partOf(answer, 'meta');
  if (before === items.length || typeof meta['totalRecords'] !== 'number') return bent;
  const totalRecords = meta['totalRecords'] + items.length - before;
  const totalPages = Math.ceil(totalRecords / Math.max(25, items.length));
  return withPart(bent, 'meta', { ...meta, totalRecords, totalPages });
}

/** What an item of the list is about. */
export interface About {
  readonly subject: ConsentCase;
  readonly confirmation: Confirmation;
  readonly holding: Holding;
  /** Since when the holding has its status in this consent. */
  readonly since: Instant;
  readonly now: Instant;
}

/** Bends the items of `GET /resources` one by one; undefined leaves one out. */
export const eachItem =
  (bend: (item: Item, about: About) => Item | undefined): AnswerBend =>
  (answer, { subject }) => {
    const items = itemsOf(answer) as readonly Item[] | undefined;
    const confirmation = subject && confirmationOf(subject.consent);
    if (!items || !subject || !confirmation) return answer;
    const bent = items.flatMap((item) => {
      const about = aboutItem(item, subject, confirmation);
      const changed = about ? bend(item, about) : item;
      return changed ? [changed] : [];
    });
    const isSame = bent.length === items.length && bent.every((item, index) => item === items[index]);
    return isSame ? answer : withItems(answer, bent);
  };

function aboutItem({ resourceId }: Item, subject: ConsentCase, confirmation: Confirmation): About | undefined {
  const holding = subject.holdings.find((one) => one.resourceId === resourceId);
  const since = holding && changeAt(pairLife(confirmation, holding), subject.now)?.at;
  return holding && since !== undefined ? { subject, confirmation, holding, since, now: subject.now } : undefined;
}

/** Bends the holdings one by one; undefined leaves one out. */
export const eachHolding =
  (bend: (holding: Holding, confirmation: Confirmation, now: Instant) => Holding | undefined): FactsBend =>
  (subject) => {
    const confirmation = confirmationOf(subject.consent);
    if (!confirmation) return subject;
    const holdings = subject.holdings.flatMap((holding) => bend(holding, confirmation, subject.now) ?? []);
    const isSame =
      holdings.length === subject.holdings.length &&
      holdings.every((holding, index) => holding === subject.holdings[index]);
    return isSame ? subject : { ...subject, holdings };
  };

/** Leaves out the holdings of which a claim is true. */
export const withoutHoldings = (claim: (...of: Parameters<Parameters<typeof eachHolding>[0]>) => boolean): FactsBend =>
  eachHolding((holding, confirmation, now) => (claim(holding, confirmation, now) ? undefined : holding));

/** Adds accounts or cards to the customer's choice. */
export const withChosen =
  (claim: (holding: Holding, confirmation: Confirmation) => boolean): FactsBend =>
  (subject) => {
    const confirmation = confirmationOf(subject.consent);
    if (!confirmation) return subject;
    const { selection } = subject.consent;
    const added = subject.holdings
      .filter((holding) => !selection.includes(holding.resourceId) && claim(holding, confirmation))
      .map(({ resourceId }) => resourceId);
    return added.length === 0
      ? subject
      : { ...subject, consent: { ...subject.consent, selection: [...selection, ...added] } };
  };

export const codeOf = ({ body }: Answer): string | undefined => {
  const errors = isObject(body) ? body['errors'] : undefined;
  const [first] = Array.isArray(errors) ? errors : [];
  return isObject(first) ? String(first['code']) : undefined;
};

/** Changes the members of each error of an answer. */
export const eachError = (answer: Answer, bend: (error: Json) => Json): Answer => {
  const errors = isObject(answer.body) ? answer.body['errors'] : undefined;
  return Array.isArray(errors) ? withPart(answer, 'errors', errors.filter(isObject).map(bend)) : answer;
};

/** Another code for the errors of this one. */
export const recode =
  (from: string | RegExp, to: (code: string) => string): AnswerBend =>
  (answer) => {
    const code = codeOf(answer);
    const isMeant = code !== undefined && (typeof from === 'string' ? code === from : from.test(code));
    return isMeant ? eachError(answer, (error) => ({ ...error, code: to(String(error['code'])) })) : answer;
  };

/** Another status for the answers a claim is true of; the rest of the answer stays. */
export const restatus =
  (claim: (answer: Answer, heard: Heard) => boolean, status: number): AnswerBend =>
  (answer, heard) =>
    claim(answer, heard) ? { ...answer, status } : answer;

/** The answer without its body. */
export const bodiless = ({ headers, ...answer }: Answer, status: number): Answer => {
  const { 'content-type': _type, 'content-length': _length, ...rest } = headers;
  return { ...answer, status, headers: rest, body: undefined };
};

/** An error in the words of the family, for answers that were none. */
export const errorAnswer = ({ headers }: Answer, status: number, code: string, title: string): Answer => ({
  status,
  headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
  body: { errors: [{ code, title, detail: title }] },
});

export const withHeader =
  (name: string, value: (before: string | undefined, heard: Heard) => string | undefined): AnswerBend =>
  (answer, heard) => {
    const before = answer.headers[name];
    const after = value(before, heard);
    if (after === before) return answer;
    const { [name]: _gone, ...rest } = answer.headers;
    return { ...answer, headers: after === undefined ? rest : { ...rest, [name]: after } };
  };
