export * from './gap.js';
export * from './gas.js';
export * from './judge.js';
export * from './reading.js';
export * from './register-use.js';
