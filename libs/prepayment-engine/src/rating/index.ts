export * from './charge-split.js';
export * from './capacity-peak.js';
export * from './charge.js';
export * from './rate-day.js';
export * from './select-tariff.js';
export * from './tariff.js';
