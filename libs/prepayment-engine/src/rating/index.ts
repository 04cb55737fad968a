export * from './charge.js';
export * from './tariff.js';
