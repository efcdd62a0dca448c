import { civilInstant } from '../core/civil.js';
import { formatInstant } from '../core/instant.js';
import { removePortfolio } from '../otdx/approvals/removing.js';
import { type NewRelease, releaseQuota } from '../otdx/approvals/releasing.js';
import { createUser, USERS } from '../otdx/auth/user.js';
import { type BusinessCalendar, businessDays } from '../otdx/calendar/business-days.js';
import type { OtdxContext } from '../otdx/context.js';
import { createPortfolio } from '../otdx/portfolios/portfolio.js';
import type { Transaction } from '../store/store.js';
import type { ScenarioOtdx, ScenarioRelease } from './scenario.js';

interface Loading {
  /** The clock a portfolio follows unless it names its own. */
  readonly clock: string;
  /** Does a part of it; a refusal is told with the place in the file that brought it about. */
  readonly loadPart: (path: readonly (string | number)[], load: () => Promise<void>) => Promise<void>;
}

/**
 * Puts users and portfolios into the store, in the place of those by the same names; gives the users' tokens.
 * @throws Refusal when the rules forbid what the file describes.
 */
export async function loadOtdx(
  tx: Transaction,
  context: OtdxContext,
  { users = {}, portfolios = {} }: ScenarioOtdx,
  { clock, loadPart }: Loading,
): Promise<Readonly<Record<string, string>>> {
  const tokens: Record<string, string> = {};
  for (const [username, user] of Object.entries(users)) {
    await loadPart(['users', username], async () => {
      await tx.delete(USERS, username);
      tokens[username] = (await createUser(tx, context, { username, ...user })).token;
    });
  }
  for (const [code, { releases = [], ...portfolio }] of Object.entries(portfolios)) {
    await loadPart(['portfolios', code], async () => {
      await removePortfolio(tx, code);
      await createPortfolio(tx, context, { clock, ...portfolio, code });
    });
    for (const [index, release] of releases.entries()) {
      await loadPart(['portfolios', code, 'releases', index], async () => {
        for (const one of releasesFor(release, context.calendar)) await releaseQuota(tx, context, code, one);
      });
    }
  }
  return tokens;
}

/** One entry of the file, a release for each of its days. */
function releasesFor({ until, time, ...release }: ScenarioRelease, calendar: BusinessCalendar): readonly NewRelease[] {
  const days = until === undefined ? [release.date] : businessDays(calendar, release.date, until);
  return days.map((date) => ({
    ...release,
    date,
    ...(time !== undefined && { at: formatInstant(civilInstant(date, time)) }),
  }));
}
