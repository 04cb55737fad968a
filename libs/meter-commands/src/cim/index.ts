export { BREAKER_STATE, LIMITER_KW, VALVE_STATE, confirmedSupplyOf, readMeterState } from './meter-state.js';
export * from './order.js';
export { signedText, type OrderSignature, type OrderVerb } from './order-signature.js';
export { readEndDeviceEvents } from './read-events.js';
export { readEndDeviceControlsReply } from './read-reply.js';
export * from './write-messages.js';
export { LONGEST_MESSAGE } from './xml-element.js';
