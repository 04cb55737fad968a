export { durationMs } from './duration.js';
export { SandboxModule } from './sandbox.module.js';
export { loginLine, pilotLogins, type PilotLogin } from './pilot/pilot-staff.js';
export { PILOT_WORLD, seedPilot, type PilotDeps, type SeededPilot } from './pilot/seed-pilot.js';
export type { Clock, WorldList } from './sandbox.dto.js';
