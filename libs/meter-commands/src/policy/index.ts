export * from './breaker.js';
export * from './command-policy.js';
export * from './retry-policy.js';
