export * from './answer-gates.js';
export * from './gate-facts.js';
export * from './gate-policy.js';
