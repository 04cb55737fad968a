export * from './payments/reference.js';
