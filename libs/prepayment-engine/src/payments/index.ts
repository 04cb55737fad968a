export * from './payment-entries.js';
export * from './repayment.js';
