export * from './payment-entries.js';
export * from './reference.js';
export * from './repayment.js';
