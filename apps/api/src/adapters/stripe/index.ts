export { readStripeEvent } from './event.js';
export { isFromStripe } from './signature.js';
export { StripeProvider, type StripeSettings } from './stripe-provider.js';
