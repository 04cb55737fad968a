export * from './amm-client.js';
export * from './amm-port.js';
export * from './answer-event.js';
