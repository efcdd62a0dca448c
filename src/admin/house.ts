import type { Journal } from '../http/journal.js';
import type { AccessTokens } from '../openfinance/auth/tokens.js';
import type { OpenFinanceContext } from '../openfinance/context.js';
import type { OtdxContext } from '../otdx/context.js';
import type { ScenarioLibrary } from '../scenarios/library.js';
import type { Scenario } from '../scenarios/scenario.js';
import type { Stage } from '../scenarios/stage.js';
import type { AnnouncedStore } from '../store/announced.js';

/** What the admin API works on: the context of the families, and the house around it. */
export interface AdminHouse extends OpenFinanceContext, OtdxContext {
  readonly tokens: AccessTokens;
  readonly journal: Journal;
  readonly scenarios: ScenarioLibrary;
  readonly beginning: Beginning;
  /** Tells of every change to what the store holds. */
  readonly changes: Pick<AnnouncedStore, 'follow'>;
  /** This server as seen from outside, for what is played over HTTP. */
  readonly stage: Stage;
  /** Where links point, when not to the host the caller used. */
  readonly publicUrl: string | undefined;
  /** Names of the APIs served: what faults and outages may be about. */
  readonly apis: readonly string[];
  /** The effective configuration, secrets redacted. */
  readonly effectiveSettings: Readonly<Record<string, unknown>>;
  readonly version: string;
  /** Monotonic milliseconds at which the process was ready. */
  readonly startedAt: number;
}

/** What the start begins with: what `reset` goes back to. */
export interface Beginning {
  readonly scenarios: readonly Scenario[];
  /** Set on the default clock before anything is loaded. */
  readonly clock?: { readonly now?: string; readonly frozen?: boolean };
  /** A store that already holds customers is left as it is. */
  readonly onlyWhenEmpty: boolean;
}
