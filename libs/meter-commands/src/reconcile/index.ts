export * from './plan-commands.js';
export * from './standing.js';
