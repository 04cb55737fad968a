export { ConsumptionModule } from './consumption.module.js';
export type { RunDeps, RunReport } from './daily-run.js';
export { findSuspicions } from './find-suspicions.js';
export { takeDropped } from './take-dropped.js';
export { requestRerates, type RerateWish, workRerates } from './rerate/index.js';
export { releaseRun, requestRun, workRuns } from './run-days.js';
export { type ReadingsTaken, takeReadings } from './take-readings.js';
export { type Freshness, freshnessAt, readFreshness } from './measured-until.js';
