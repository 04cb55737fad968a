export * from './gas.js';
export * from './judge.js';
export * from './known-days.js';
export * from './reading.js';
export * from './register-use.js';
export * from './suspicions.js';
