export * from './account-state.js';
export * from './decision.js';
export * from './policy/index.js';
export * from './reasons.js';
