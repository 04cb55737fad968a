export * from './due.js';
export * from './ladder.js';
export * from './notice.js';
export * from './quiet-hours.js';
