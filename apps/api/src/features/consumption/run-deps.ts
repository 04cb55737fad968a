import type { DataSource } from 'typeorm';

/** Every point at which a run may be cut off: between what is committed, and inside the transaction of a range. */
export const RUN_STEPS = [
  'run_found', 'range_computed', 'range_filled', 'range_marked', 'range_written', 'ranges_done', 'gaps_settled', 'fleet_checked', 'run_finished',
] as const;

/** The name of a step boundary. */
export type RunStep = (typeof RUN_STEPS)[number];

/** Everything a run needs from outside. */
export interface RunDeps {
  readonly dataSource: DataSource;
  /** Connections that work side by side; each has one range in hand. */
  readonly lanes: number;
  readonly fleetShareLimitBasisPoints: number;
  readonly wallNowMs: () => number;
  /** Called at each step boundary; tests stop the process here. */
  readonly step?: (name: RunStep) => Promise<void> | void;
}
