import type { CommandLineEnv } from '../env.schema.js';
import type { Paint, ProgressLine } from './terminal.js';

/** What every command is given beside its own words. */
export interface Setting {
  readonly env: CommandLineEnv;
  readonly paint: Paint;
  readonly progress: ProgressLine;
  readonly wallNowMs: () => number;
  readonly pause: (ms: number) => Promise<unknown>;
}
