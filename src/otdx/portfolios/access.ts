import type { Reader } from '../../store/store.js';
import type { OtdxUser } from '../auth/user.js';
import type { BusinessCalendar } from '../calendar/business-days.js';
import { fieldRefusal, refusal } from '../wire/errors.js';
import { type Portfolio, PORTFOLIOS } from './portfolio.js';

/** Whether a user's group may see what belongs to a portfolio. OTD-TOK-04. */
export const sees = ({ group }: OtdxUser, portfolio: Portfolio | undefined): portfolio is Portfolio =>
  portfolio !== undefined && portfolio.group === group;

/** @throws OtdxError 404 for a portfolio that does not exist, and in the same words for another group's. OTD-TOK-04. */
export async function portfolioFor(reader: Reader, user: OtdxUser, code: string): Promise<Portfolio> {
  const portfolio = (await reader.get(PORTFOLIOS, code))?.value;
  if (sees(user, portfolio)) return portfolio;
  throw refusal('PORTFOLIO_UNKNOWN', { carteira: code });
}

const CLOSED = { saturday: 'sábado', sunday: 'domingo' } as const;

/** @throws OtdxError 400 for a date that is no business day of the portfolio's service. OTD-CAL-01, OTD-APR-02. */
export function requireServiceDay(
  calendar: BusinessCalendar,
  { serviceStart }: Portfolio,
  field: string,
  date: string,
): void {
  const closed = calendar.closedOn(date);
  if (closed !== undefined) {
    const weekend = closed === 'saturday' || closed === 'sunday' ? CLOSED[closed] : undefined;
    const motivo = weekend ?? calendar.holidayOn(date) ?? 'ano fora do calendário';
    throw fieldRefusal(field, 'DATE_CLOSED', { data: date, motivo });
  }
  if (date < serviceStart) throw fieldRefusal(field, 'DATE_BEFORE_SERVICE', { data: date, inicio: serviceStart });
}
