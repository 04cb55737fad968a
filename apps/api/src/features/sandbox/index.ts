export { durationMs } from './duration.js';
export { SandboxModule } from './sandbox.module.js';
