import type { Fault, FaultAnswer, FaultMatch } from '../core/fault.js';

/** What a fault does, in a sentence of each language. */
export interface Sentence {
  readonly pt: string;
  readonly en: string;
}

/** Says which calls a fault strikes, what they get, and how long it stays. */
export function sentenceOf({ match, answer, times, ratio }: Fault): Sentence {
  const [which, what] = [whichCalls(match), whatTheyGet(answer)];
  const often = { pt: [which.pt, what.pt], en: [which.en, what.en] };
  if (ratio !== undefined) {
    often.pt.push(`em ${percent(ratio, 'pt-BR')} dos casos`);
    often.en.push(`in ${percent(ratio, 'en')} of cases`);
  }
  const left =
    times === undefined ? { pt: '', en: '' } : { pt: `, mais ${times} vez(es)`, en: `, ${times} more time(s)` };
  return { pt: `${often.pt.join(' ')}${left.pt}.`, en: `${often.en.join(' ')}${left.en}.` };
}

function whichCalls({ api, method, path, consentId }: FaultMatch): Sentence {
  const parts: Sentence[] = [];
  if (method !== undefined) parts.push({ pt: method, en: method });
  if (api !== undefined) parts.push({ pt: `à API ${api}`, en: `to the API ${api}` });
  if (path !== undefined) parts.push(onPath(path));
  if (consentId !== undefined)
    parts.push({ pt: `com o consentimento ${consentId}`, en: `with the consent ${consentId}` });
  if (parts.length === 0) return { pt: 'Todas as chamadas', en: 'All calls' };
  return {
    pt: ['As chamadas', ...parts.map(({ pt }) => pt)].join(' '),
    en: ['Calls', ...parts.map(({ en }) => en)].join(' '),
  };
}

const onPath = (path: string): Sentence =>
  path.endsWith('*')
    ? { pt: `a caminhos que começam com ${path.slice(0, -1)}`, en: `on paths that begin with ${path.slice(0, -1)}` }
    : { pt: `a ${path}`, en: `on ${path}` };

function whatTheyGet(answer: FaultAnswer): Sentence {
  if ('delay' in answer)
    return { pt: `esperam ${answer.delay} antes de seguir`, en: `wait ${answer.delay} before they go on` };
  if ('reset' in answer) return { pt: 'têm a conexão derrubada', en: 'have their connection reset' };
  if ('truncate' in answer)
    return {
      pt: `têm a resposta cortada depois de ${answer.truncate} byte(s)`,
      en: `have their answer cut after ${answer.truncate} byte(s)`,
    };
  return { pt: `recebem ${answer.status}`, en: `are answered ${answer.status}` };
}

const percent = (ratio: number, language: string): string =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 2 }).format(ratio);
