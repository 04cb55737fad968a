export * from './balances.js';
export * from './chart.js';
export * from './entries.js';
export * from './trial-balance.js';
