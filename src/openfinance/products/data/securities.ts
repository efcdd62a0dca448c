import type { Dice } from './dice.js';

/** Shares, as the exchange knows them. */
export const SHARES = [
  { ticker: 'PETR4', issuer: 'PETR', kind: 'ACNPR' },
  { ticker: 'VALE3', issuer: 'VALE', kind: 'ACNOR' },
  { ticker: 'ITUB4', issuer: 'ITUB', kind: 'ACNPR' },
  { ticker: 'ABEV3', issuer: 'ABEV', kind: 'ACNOR' },
  { ticker: 'BBAS3', issuer: 'BBAS', kind: 'ACNOR' },
] as const;

/** Titles of the Treasury: what corrects them, and whether a fixed rate comes on top. */
export const TITLES = [
  { productName: 'Tesouro Selic 2031', ends: '2031-05-15', indexer: 'SELIC', isHybrid: false, pays: false },
  { productName: 'Tesouro Prefixado 2032', ends: '2032-05-15', indexer: 'PRE_FIXADO', isHybrid: false, pays: false },
  { productName: 'Tesouro IPCA+ 2040', ends: '2040-05-15', indexer: 'IPCA', isHybrid: true, pays: false },
  {
    productName: 'Tesouro IPCA+ com Juros Semestrais 2045',
    ends: '2045-05-15',
    indexer: 'IPCA',
    isHybrid: true,
    pays: true,
  },
] as const;

export const FUNDS = [
  {
    name: 'Fundo Sereno Renda Fixa',
    anbimaCategory: 'RENDA_FIXA',
    anbimaClass: 'Renda Fixa Duração Baixa',
    anbimaSubclass: 'Grau de Investimento',
  },
  { name: 'Fundo Horizonte Ações', anbimaCategory: 'ACOES', anbimaClass: 'Ações Ativo', anbimaSubclass: 'Livre' },
  {
    name: 'Fundo Plus Multimercado',
    anbimaCategory: 'MULTIMERCADO',
    anbimaClass: 'Multimercado Livre',
    anbimaSubclass: 'Estratégia',
  },
  { name: 'Fundo Reserva Cambial', anbimaCategory: 'CAMBIAL', anbimaClass: 'Cambial', anbimaSubclass: 'Dólar' },
] as const;

/** An ISIN of a Brazilian paper: country, nine characters, check digit (ISO 6166). */
export function isin(nine: string): string {
  const base = `BR${nine}`;
  const digits = Array.from(base, (char) => Number.parseInt(char, 36)).join('');
  return `${base}${checkDigit(digits)}`;
}

export const inventedIsin = (dice: Dice, letters: string): string =>
  isin(`${letters}${dice.digits('isin', 9)}`.slice(0, 9));

/** Doubles every other digit from the right, adds all digits, fills up to ten. */
function checkDigit(digits: string): number {
  let sum = 0;
  for (const [index, digit] of Array.from(digits, Number).toReversed().entries()) {
    const value = digit * (index % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return (10 - (sum % 10)) % 10;
}
