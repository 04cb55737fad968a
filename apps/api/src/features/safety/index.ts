export { releaseBreaker } from './release-breaker.js';
export { renewLease } from './renew-lease.js';
export { SafetyModule } from './safety.module.js';
