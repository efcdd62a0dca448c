import type { Journal } from '../http/journal.js';
import type { AccessTokens } from '../openfinance/auth/tokens.js';
import type { OpenFinanceContext } from '../openfinance/context.js';
import type { ScenarioLibrary } from '../scenarios/library.js';
import type { Scenario } from '../scenarios/scenario.js';

/** What the admin API works on: the context of the families, and the house around it. */
export interface AdminHouse extends OpenFinanceContext {
  readonly tokens: AccessTokens;
  readonly journal: Journal;
  readonly scenarios: ScenarioLibrary;
  /** What the start loaded: what `reset` goes back to. */
  readonly initialScenarios: readonly Scenario[];
  /** The effective configuration, secrets redacted. */
  readonly effectiveSettings: Readonly<Record<string, unknown>>;
  readonly version: string;
  /** Monotonic milliseconds at which the process was ready. */
  readonly startedAt: number;
}
