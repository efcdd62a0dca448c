import { cnpj as cnpjs } from 'cpf-cnpj-validator';
import { type CivilDate, isCivilDate } from '../../core/civil.js';
import { Refusal } from '../../core/errors.js';
import { CLOCKS, DEFAULT_CLOCK, nowOf } from '../../store/clocks.js';
import { collection, type Reader, type Transaction } from '../../store/store.js';
import type { BusinessCalendar } from '../calendar/business-days.js';
import type { Deadline } from '../calendar/deadline.js';
import type { OtdxContext } from '../context.js';
import { PORTFOLIO_CODE, QUOTA_TYPE } from '../vocabulary.js';

/** A fund whose quotas are released by the controller and approved by its administrator. */
export interface Portfolio {
  readonly code: string;
  readonly name: string;
  /** 14 characters, no punctuation. */
  readonly cnpj: string;
  /** The Chinese-wall group that sees it. OTD-TOK-04. */
  readonly group: string;
  readonly serviceStart: CivilDate;
  readonly quotaTypes: readonly string[];
  /** Whether silence approves: only a liquid fund has filings with a deadline. OTD-APR-07. */
  readonly liquid: boolean;
  readonly deadlines: readonly Deadline[];
  /** The named clock its time follows. */
  readonly clock: string;
}

export const PORTFOLIOS = collection<Portfolio>('otdx-portfolios', {
  group: ({ group }) => group,
  clock: ({ clock }) => clock,
});

type DeadlineWanted = Omit<Deadline, 'filing'> & { readonly filing?: Deadline['filing'] };

/** A portfolio as the admin API and scenarios take it. */
export interface NewPortfolio {
  readonly code: string;
  readonly name: string;
  readonly cnpj: string;
  readonly group: string;
  readonly serviceStart: CivilDate;
  /** `F` when absent. */
  readonly quotaTypes?: readonly string[];
  /** False when absent. */
  readonly liquid?: boolean;
  /** One filing or several: the first that is due counts. Of a liquid fund, the usual one when absent. */
  readonly deadline?: DeadlineWanted | readonly DeadlineWanted[];
  /** A named clock that exists, or is created showing what `default` shows. */
  readonly clock?: string;
}

/** Ours where nothing is said: the daily report, one business day after. Quota approval names no hour. */
const USUAL_DEADLINE: Deadline = { filing: 'INFORME_DIARIO', time: '18:00', businessDaysAfter: 1 };

/** @throws Refusal when the code is taken, or a field contradicts what it stands for. */
export async function createPortfolio(tx: Transaction, context: OtdxContext, wanted: NewPortfolio): Promise<Portfolio> {
  const portfolio = readPortfolio(wanted, context.calendar);
  if (await tx.get(PORTFOLIOS, portfolio.code))
    throw new Refusal('conflict', `portfolio ${portfolio.code} already exists`, { field: 'code' });
  await ensureClock(tx, context, portfolio.clock);
  await tx.put(PORTFOLIOS, portfolio.code, portfolio);
  return portfolio;
}

function readPortfolio(wanted: NewPortfolio, calendar: BusinessCalendar): Portfolio {
  const { code, name, cnpj, group, serviceStart, clock = DEFAULT_CLOCK } = wanted;
  requireThat(PORTFOLIO_CODE.test(code), 'code', `"${code}" must be 1 to 20 letters and digits`);
  requireThat(
    /^[0-9A-Z]{12}\d{2}$/.test(cnpj) && cnpjs.isValid(cnpj),
    'cnpj',
    `"${cnpj}" is not a valid CNPJ: 14 characters, no punctuation, with valid check digits`,
  );
  requireThat(
    isCivilDate(serviceStart),
    'serviceStart',
    `"${serviceStart}" is no day; expected one such as 2026-03-02`,
  );
  requireThat(
    calendar.closedOn(serviceStart) !== 'unknown',
    'serviceStart',
    `"${serviceStart}" lies outside the years whose bank holidays are known`,
  );
  const quotaTypes = [...new Set(wanted.quotaTypes ?? ['F'])];
  requireThat(
    quotaTypes.length > 0 && quotaTypes.every((type) => QUOTA_TYPE.test(type)),
    'quotaTypes',
    'must be one or more codes of capital letters and digits, such as F',
  );
  const liquid = wanted.liquid ?? false;
  return { code, name, cnpj, group, serviceStart, quotaTypes, liquid, deadlines: deadlinesOf(wanted), clock };
}

function deadlinesOf({ deadline, liquid = false }: NewPortfolio): readonly Deadline[] {
  if (deadline === undefined) return liquid ? [USUAL_DEADLINE] : [];
  const list = isList(deadline) ? deadline : [deadline];
  requireThat(list.length > 0, 'deadline', 'must name at least one filing');
  for (const { time, businessDaysAfter } of list) {
    requireThat(/^([01]\d|2[0-3]):[0-5]\d$/.test(time), 'deadline.time', `"${time}" is no time of day such as 18:00`);
    requireThat(
      Number.isInteger(businessDaysAfter) && businessDaysAfter >= 0 && businessDaysAfter <= 60,
      'deadline.businessDaysAfter',
      `${businessDaysAfter} is no whole number from 0 to 60`,
    );
  }
  return list.map(({ filing = 'INFORME_DIARIO', time, businessDaysAfter }) => ({ filing, time, businessDaysAfter }));
}

const isList = (value: unknown): value is readonly DeadlineWanted[] => Array.isArray(value);

function requireThat(holds: boolean, field: string, complaint: string): void {
  if (!holds) throw new Refusal('malformed', `${field} ${complaint}`, { field });
}

/** A clock named for the first time starts frozen or running like `default`, at the same instant. */
async function ensureClock(tx: Transaction, { wall }: OtdxContext, name: string): Promise<void> {
  if (name === DEFAULT_CLOCK || (await tx.get(CLOCKS, name))) return;
  const frozen = (await tx.get(CLOCKS, DEFAULT_CLOCK))?.value.frozen ?? false;
  await tx.put(CLOCKS, name, { name, frozen, now: await nowOf(tx, wall, DEFAULT_CLOCK), setAt: wall.now() });
}

/** @throws Refusal (not-found). */
export async function requirePortfolio(reader: Reader, code: string): Promise<Portfolio> {
  const stored = await reader.get(PORTFOLIOS, code);
  if (!stored) throw new Refusal('not-found', `there is no portfolio ${code}`);
  return stored.value;
}

/** The portfolios a group may see, in the order they were made. OTD-TOK-04. */
export const portfoliosOf = async (reader: Reader, group: string): Promise<readonly Portfolio[]> =>
  (await reader.list(PORTFOLIOS, { index: 'group', equals: group })).map(({ value }) => value);
