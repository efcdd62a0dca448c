import { createHash } from 'node:crypto';
import type { ExchangeView } from '../../core/exchange.js';
import type { Bilingual, Language } from '../../core/text.js';
import type { Verdict } from '../grade.js';
import type { Report, ReportedResult } from '../report.js';
import { anchorOf, rulesAppendix } from './html-rules.js';
import { STYLE } from './html-style.js';
import { shown } from './html-text.js';

/** What a body shows at most. Characters. */
const MOST_SHOWN = 6_000;
const VERDICTS: readonly Verdict[] = ['fail', 'warn', 'pass', 'skip'];

const TEXTS = {
  receiver: { pt: 'Conformidade da receptora', en: 'Receiver conformance' },
  transmitter: { pt: 'Conformidade da transmissora', en: 'Transmitter conformance' },
  all: { pt: 'todas', en: 'all' },
  fail: { pt: 'reprovadas', en: 'failed' },
  warn: { pt: 'com aviso', en: 'warned' },
  pass: { pt: 'aprovadas', en: 'passed' },
  skip: { pt: 'não exercitadas', en: 'not exercised' },
  show: { pt: 'Mostrar', en: 'Show' },
  source: { pt: 'Fonte', en: 'Source' },
  request: { pt: 'Pedido', en: 'Request' },
  response: { pt: 'Resposta', en: 'Response' },
  none: { pt: 'Sem resposta', en: 'No answer' },
  cut: { pt: '… (cortado)', en: '… (cut)' },
  nothing: { pt: 'Nenhuma regra com este resultado.', en: 'No rule with this result.' },
  dropped: {
    pt: 'O diário estava cheio e perdeu as primeiras trocas:',
    en: 'The journal was full and lost its first exchanges:',
  },
} as const satisfies Record<string, Bilingual>;

const MARKS: Readonly<Record<Verdict, Bilingual>> = {
  fail: { pt: 'falha', en: 'fail' },
  warn: { pt: 'aviso', en: 'warn' },
  pass: { pt: 'passa', en: 'pass' },
  skip: { pt: 'não exerc.', en: 'skip' },
};

/** How areas are headed; one without a row is headed by its own name. */
const AREAS: Readonly<Record<string, Bilingual>> = {
  headers: { pt: 'Cabeçalhos', en: 'Headers' },
  list: { pt: 'Lista de recursos', en: 'List of resources' },
  polling: { pt: 'Espera pela lista', en: 'Waiting for the list' },
  preparation: { pt: 'Preparação da lista', en: 'Preparation of the list' },
  products: { pt: 'Produtos', en: 'Products' },
  directory: { pt: 'Diretório', en: 'Directory' },
  pagination: { pt: 'Paginação', en: 'Pagination' },
  pages: { pt: 'Paginação', en: 'Pagination' },
  tokens: { pt: 'Tokens', en: 'Tokens' },
  consents: { pt: 'Consentimentos', en: 'Consents' },
  limits: { pt: 'Limites', en: 'Limits' },
  authorisation: { pt: 'Autorização', en: 'Authorisation' },
  tolerance: { pt: 'Tolerância', en: 'Tolerance' },
  status: { pt: 'Status', en: 'Status' },
  gate: { pt: 'Acesso', en: 'Access' },
  errors: { pt: 'Erros', en: 'Errors' },
};

/** One page that needs nothing else: no script, no font, no picture; the rules it links to are at its end. */
export function htmlOf(report: Report): string {
  const { language, subject, target, startedAt, summary, results, scope, journal } = report;
  const say = (name: keyof typeof TEXTS): string => TEXTS[name][language];
  const counts = { fail: summary.failed, warn: summary.warned, pass: summary.passed, skip: summary.skipped };
  const hash = createHash('sha256').update(STYLE).digest('base64');
  const about = [target, startedAt, scope?.consentId, scope?.clientId].filter((text) => text !== undefined);
  const areas = [...new Set(results.map(({ area }) => area))];
  return `<!doctype html>
<html lang="${language === 'pt' ? 'pt-BR' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'">
<title>${shown(`${say(subject)} · ${target}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${say(subject)}</h1>
<p class="about">${about.map((text) => `<span>${shown(text)}</span>`).join('')}</p>
${journal && journal.dropped > 0 ? `<p class="dropped">${say('dropped')} ${journal.dropped}</p>` : ''}
</header>
<fieldset class="filter">
<legend>${say('show')}</legend>
${filter('all', results.length, say('all'), true)}
${VERDICTS.map((verdict) => filter(verdict, counts[verdict], say(verdict))).join('\n')}
</fieldset>
<main>
${areas.map((area) => section(area, results, language)).join('\n')}
<p class="nothing">${say('nothing')}</p>
</main>
${rulesAppendix(results, language)}
</body>
</html>
`;
}

const filter = (name: string, count: number, label: string, isChosen = false): string =>
  `<label class="${name}"><input type="radio" name="show" id="show-${name}"${isChosen ? ' checked' : ''}><b>${count}</b> ${label}</label>`;

const section = (area: string, results: readonly ReportedResult[], language: Language): string =>
  `<section>
<h2>${shown(AREAS[area]?.[language] ?? area)}</h2>
${results
  .filter((result) => result.area === area)
  .map((result) => card(result, language))
  .join('\n')}
</section>`;

function card({ rule, level, title, source, verdict, message, evidence }: ReportedResult, language: Language): string {
  // Only what is well needs no look.
  const isOpen = verdict !== 'pass';
  return `<details class="rule ${verdict}" id="${shown(rule)}"${isOpen ? ' open' : ''}>
<summary><span class="verdict">${MARKS[verdict][language]}</span> <a href="#${shown(anchorOf(rule))}">${shown(rule)}</a> <span class="level">${shown(level)}</span> <span class="title">${shown(title)}</span></summary>
<p class="message">${shown(message)}</p>
<p class="source">${TEXTS.source[language]}: ${shown(source)}</p>
${evidence.map((exchange) => exchangeOf(exchange, language)).join('\n')}
</details>`;
}

function exchangeOf(exchange: ExchangeView, language: Language): string {
  const { id, at, method, path, query, status, durationMs, error } = exchange;
  const say = (name: keyof typeof TEXTS): string => TEXTS[name][language];
  const line = `${method} ${path}${query === '' ? '' : `?${query}`}`;
  return `<article>
<h3><span>#${id}</span> <time>${shown(at)}</time> <code>${shown(line)}</code> <b class="s${String(status).slice(0, 1)}">${status === 0 ? shown(error ?? '—') : status}</b> <span>${Math.round(durationMs)} ms</span></h3>
<div class="sides">
<div><h4>${say('request')}</h4>${side(exchange.requestHeaders, exchange.requestBody, say('cut'))}</div>
<div><h4>${say(status === 0 ? 'none' : 'response')}</h4>${side(exchange.responseHeaders, exchange.responseBody, say('cut'))}</div>
</div>
</article>`;
}

function side(headers: Readonly<Record<string, string>>, body: unknown, cut: string): string {
  const lines = Object.entries(headers).map(([name, value]) => `<dt>${shown(name)}</dt><dd>${shown(value)}</dd>`);
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body, null, 2);
  const part = text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}\n${cut}` : text;
  return `<dl>${lines.join('')}</dl>${part === '' ? '' : `<pre>${shown(part)}</pre>`}`;
}
