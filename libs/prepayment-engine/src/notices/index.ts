export * from './account-notices.js';
export * from './due.js';
export * from './household.js';
export * from './ladder.js';
export * from './notice.js';
export * from './notice-policy.js';
export * from './quiet-hours.js';
