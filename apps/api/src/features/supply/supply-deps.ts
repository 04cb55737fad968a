import type { CommandPolicy } from '@tegoed/meter-commands';
import type { DataSource } from 'typeorm';
import type { Amm } from '../../adapters/amm/index.js';
import type { AccountTermsReader } from '../../adapters/postgres/account-terms.js';

/** A place between two steps at which a test may stop the process or let something else happen. */
export type SupplyStep =
  | 'planned'
  | 'before_queueing'
  | 'before_sending'
  | 'sending_committed'
  | 'answer_received'
  | 'answer_committed'
  | 'state_read'
  | 'state_committed';

/** Everything that switching needs from outside. */
export interface SupplyDeps {
  readonly dataSource: DataSource;
  readonly amm: Amm;
  readonly terms: AccountTermsReader;
  readonly policy: CommandPolicy;
  /** Name of the AMM that the permits are counted for, and how many orders for less supply it takes per hour. */
  readonly ammName: string;
  readonly lessSupplyPerHour: number;
  readonly replyAddress: string;
  readonly wallNowMs: () => number;
  readonly newId: () => string;
  /** Spreads repeated attempts: 0 <= jitter < 1. */
  readonly jitter: () => number;
  readonly step?: (name: SupplyStep, accountId: number) => Promise<void> | void;
}

/** Token of switching per world: `@Inject(SUPPLY_RUNTIME) supplyFor: SupplyRuntime`. */
export const SUPPLY_RUNTIME = Symbol('SUPPLY_RUNTIME');

/** Switching for the clock of one world; null is the wall's. */
export type SupplyRuntime = (worldId: number | null) => SupplyDeps;
