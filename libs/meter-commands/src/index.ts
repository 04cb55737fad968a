export * from './cim/index.js';
export * from './command/index.js';
export * from './gates/index.js';
export * from './instant.js';
export * from './policy/index.js';
export * from './reconcile/index.js';
export * from './supply.js';
