export * from './amm-client.js';
export * from './amm-port.js';
export * from './answer-event.js';
export { ed25519Signer, type OrderSigner } from './order-signer.js';
