import type { OtdxExplanation, OtdxPortfolioList } from '../admin-api.js';
import { useAnswer } from '../answers.js';
import { useClockOf } from '../clock.js';
import { momentText } from '../instants.js';
import { Rule, StatusChip } from '../parts/chip.js';
import { Empty, Waiting } from '../parts/notes.js';
import { Onward } from '../parts/onward.js';
import { language } from '../preferences.js';
import { linkTo, type Route } from '../route.js';
import { say, told } from '../speech.js';
import { QuotaDays } from './quota-days.js';
import { ReprocessingMoves } from './reprocessing-moves.js';

/** Portfolios of the fund administrator's service, day by day. `/console/otdx/{code}` says which. */
export function OtdxScreen({ route }: { readonly route: Route }) {
  const answered = useAnswer('GET /otdx/portfolios');
  const portfolios = answered.value?.portfolios ?? [];
  const { id } = route;
  const shown = id === undefined ? portfolios[0] : portfolios.find(({ code }) => code === id);
  useClockOf(shown);
  return (
    <>
      <div class="title">
        <h1 tabIndex={-1}>{say('otdx.title')}</h1>
        <p class="quiet">{say('otdx.about')}</p>
      </div>
      <Waiting answered={answered} />
      {answered.value && portfolios.length === 0 && (
        <Empty>
          {say('otdx.none')} <Onward scenarios="OTDX" />
        </Empty>
      )}
      {portfolios.length > 0 && (
        <div class="world">
          <nav class="panel" aria-label={say('otdx.portfolios')}>
            <h2>{say('otdx.portfolios')}</h2>
            <ul class="choices-list">
              {portfolios.map((portfolio) => (
                <li key={portfolio.code}>
                  <PortfolioLink portfolio={portfolio} isShown={portfolio === shown} />
                </li>
              ))}
            </ul>
          </nav>
          {shown ? (
            <Portfolio key={shown.code} code={shown.code} />
          ) : (
            <Empty>{say('otdx.noPortfolio', { code: id ?? '' })}</Empty>
          )}
        </div>
      )}
    </>
  );
}

const PortfolioLink = ({
  portfolio: { code, name, group },
  isShown,
}: {
  readonly portfolio: OtdxPortfolioList['portfolios'][number];
  readonly isShown: boolean;
}) => (
  <a class="customer" href={linkTo('otdx', code)} aria-current={isShown ? 'true' : undefined}>
    <b>{name}</b>
    <small>
      <span class="mono">{code}</span> · {group}
    </small>
  </a>
);

function Portfolio({ code }: { readonly code: string }) {
  const answered = useAnswer('GET /otdx/portfolios/{code}/explanation', { path: { code } });
  const { value } = answered;
  return (
    <div class="column">
      <Waiting answered={answered} />
      {value && (
        <>
          <Head portfolio={value} />
          {value.quotas.map((quota) => (
            <QuotaDays key={quota.quotaType} quota={quota} portfolio={value} />
          ))}
          <ReprocessingMoves portfolio={value} />
        </>
      )}
    </div>
  );
}

function Head({ portfolio }: { readonly portfolio: OtdxExplanation }) {
  const { code, name, liquid, quotas } = portfolio;
  return (
    <section class="panel" aria-labelledby="portfolio">
      <div class="row">
        <h2 id="portfolio">
          {name} <span class="of mono">{code}</span>
        </h2>
        <span class="quiet">{say(liquid ? 'otdx.liquid' : 'otdx.illiquid')}</span>
      </div>
      {quotas.map(({ quotaType, next, rule, reason }) => (
        <p key={quotaType}>
          <b class="mono">{quotaType}</b> {told(reason)} <Rule id={rule} />{' '}
          {next?.tacitAt !== undefined && (
            <small class="quiet">{say('otdx.tacitAt', { at: momentText(next.tacitAt, language.value) })}</small>
          )}
          {next && <StatusChip status="PENDENTE" />}
        </p>
      ))}
    </section>
  );
}
