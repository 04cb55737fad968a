export { closeRefunds } from './close-refunds.js';
export { RefundsModule } from './refunds.module.js';
