import { type Bank, startTransmissora } from '../../src/index.js';
import type { NewPortfolio } from '../../src/otdx/portfolios/portfolio.js';
import { type Administrator, administrator, CNPJS, RELEASED } from './administrator.js';

/** Friday, 6 March 2026, nine in the morning in São Paulo. */
export const NOW = '2026-03-06T12:00:00Z';
/** The business days of that week. */
export const WEEK = ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06'] as const;

export const PORTFOLIO: NewPortfolio = {
  code: '43421',
  name: 'Fundo Exemplo',
  cnpj: CNPJS[0],
  group: 'azul',
  serviceStart: '2026-03-02',
};

/** One bank for a file of tests, emptied before each: a portfolio of the group azul, and ana who may see it. */
export interface World {
  readonly bank: Bank;
  ana: Administrator;
  /** @param days Which quotas are released, from the start. */
  begin(options?: { portfolio?: Partial<NewPortfolio>; days?: readonly string[]; now?: string }): Promise<void>;
  close(): Promise<void>;
}

export async function openWorld(): Promise<World> {
  const bank = await startTransmissora({ now: NOW });
  const empty = await bank.snapshot();
  const world: World = {
    bank,
    ana: undefined as unknown as Administrator,
    close: () => bank.close(),
    begin: async ({ portfolio = {}, days = WEEK.slice(0, 4), now } = {}) => {
      await bank.restore(empty);
      if (now !== undefined) await bank.clock.set({ now, frozen: true });
      await bank.otdx.createPortfolio({ ...PORTFOLIO, ...portfolio });
      for (const date of days) await bank.otdx.release('43421', { date, ...RELEASED });
      world.ana = await administrator(bank, 'ana', 'azul');
    },
  };
  return world;
}
