export * from './amounts.js';
export * from './decimal.js';
export * from './rounding.js';
export * from './split.js';
