import { formatInstant, type Instant } from '../../core/instant.js';
import { dueAt } from '../calendar/deadline.js';
import { type Quota, releasedAt } from '../portfolios/release.js';
import { statusOf } from '../reprocessing/request.js';
import type { Workflow } from '../workflow.js';
import { type Approved, approvedBy, type Book, nextQuota, standing, tacitApprovals } from './book.js';

/** A sentence in each language, and the rule it follows. */
interface Reason {
  readonly rule: string;
  readonly reason: { readonly pt: string; readonly en: string };
}

/** Which day is next and why, day by day, and when silence approves what waits. */
export function explainBook(book: Book, workflow: Workflow, now: Instant) {
  const { portfolio, requests } = book;
  const { code, name, group, clock, liquid, serviceStart, deadlines } = portfolio;
  return {
    code,
    name,
    group,
    clock,
    now: formatInstant(now),
    serviceStart,
    liquid,
    deadlines,
    quotas: portfolio.quotaTypes.map((quotaType) => explainType(book, quotaType, now)),
    reprocessing: requests.map((request) => ({
      hashtask: request.hashtask,
      date: request.date,
      status: statusOf(request),
      allowed: workflow.allowed(statusOf(request), 'controller'),
    })),
  };
}

/** When silence is going to approve a day, if it is. */
interface Silence {
  readonly tacitAt?: string;
}

function explainType(book: Book, quotaType: string, now: Instant) {
  const next = nextQuota(book, quotaType, now);
  const approved = approvedBy(book, now);
  const comingTacit = tacitApprovals(book).filter(({ at, quotaType: type }) => at > now && type === quotaType);
  const tacitOf = (date: string): Silence => {
    const coming = comingTacit.find((one) => one.date === date);
    return coming ? { tacitAt: formatInstant(coming.at) } : {};
  };
  const days = book.quotas
    .filter((quota) => quota.quotaType === quotaType)
    .map((quota) => {
      const current = standing(approved, quota);
      return {
        date: quota.date,
        releasedAt: formatInstant(releasedAt(quota)),
        ...(book.portfolio.liquid && {
          dueAt: formatInstant(dueAt(book.calendar, book.portfolio.deadlines, quota.date)),
        }),
        status: current?.state ?? 'PENDENTE',
        ...(current && { hashtask: current.hashtask, approvedAt: formatInstant(current.at) }),
        ...(!current && tacitOf(quota.date)),
        ...reasonFor(book, quota, { now, next, standing: current, silence: tacitOf(quota.date) }),
      };
    });
  return {
    quotaType,
    next: next ? { date: next.date, ...tacitOf(next.date) } : null,
    ...whyNext(next, now, book, quotaType),
    days,
  };
}

function whyNext(next: Quota | undefined, now: Instant, book: Book, quotaType: string): Reason {
  if (next) {
    return {
      rule: 'OTD-APR-02',
      reason: {
        pt: `${next.date} é a cota liberada mais antiga sem aprovação.`,
        en: `${next.date} is the oldest released quota without approval.`,
      },
    };
  }
  const coming = book.quotas.find((quota) => quota.quotaType === quotaType && releasedAt(quota) > now);
  const at = coming && formatInstant(releasedAt(coming));
  return {
    rule: 'OTD-APR-01',
    reason: {
      pt: `Nenhuma cota liberada aguarda aprovação${coming ? `; a de ${coming.date} será liberada em ${at}` : ''}.`,
      en: `No released quota waits for approval${coming ? `; that of ${coming.date} is released at ${at}` : ''}.`,
    },
  };
}

function reasonFor(
  { voids, portfolio }: Book,
  quota: Quota,
  {
    now,
    next,
    standing: approval,
    silence,
  }: { now: Instant; next: Quota | undefined; standing: Approved | undefined; silence: Silence },
): Reason {
  const { date } = quota;
  if (approval) {
    return approval.by === undefined
      ? say('OTD-APR-06', 'Aprovada pelo silêncio.', 'Approved by silence.')
      : say('OTD-APR-01', `Aprovada por ${approval.by}.`, `Approved by ${approval.by}.`);
  }
  if (releasedAt(quota) > now) return say('OTD-APR-01', 'Ainda não foi liberada.', 'Not released yet.');
  const voided = voids.findLast(({ from, at }) => from <= date && at <= now);
  const again = voided
    ? { pt: `Anulada pelo reprocessamento ${voided.hashtask}. `, en: `Made void by reprocessing ${voided.hashtask}. ` }
    : { pt: '', en: '' };
  const rule = voided ? 'OTD-REP-09' : 'OTD-APR-02';
  if (next?.date !== date)
    return say(rule, `${again.pt}Espera a aprovação de ${next?.date}.`, `${again.en}Waits for ${next?.date}.`);
  if (!portfolio.liquid)
    return say(
      rule,
      `${again.pt}É a próxima; só se aprova pedindo.`,
      `${again.en}It is next; silence does not approve it.`,
    );
  if (silence.tacitAt !== undefined) {
    const { tacitAt } = silence;
    return say(
      rule,
      `${again.pt}É a próxima; o silêncio a aprova em ${tacitAt}.`,
      `${again.en}It is next; silence approves it at ${tacitAt}.`,
    );
  }
  return say(
    'OTD-APR-20',
    `${again.pt}É a próxima; seu prazo já passou, e o silêncio a aprova com a próxima cota liberada a tempo.`,
    `${again.en}It is next; its deadline has passed, and silence approves it with the next quota released in time.`,
  );
}

const say = (rule: string, pt: string, en: string): Reason => ({ rule, reason: { pt, en } });
