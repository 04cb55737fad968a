export { makeProviderWork } from './card-provider.js';
export { CheckoutModule } from './checkout.module.js';
export { PaymentLinks } from './payment-links.js';
export { workProvider, type ProviderWorkDeps } from './work-provider.js';
