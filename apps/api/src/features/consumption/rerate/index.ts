export { rerateAccount } from './rerate-account.js';
export { readRerateTerms } from './rerate-terms.js';
export { requestRerates, type RerateWish, workRerates } from './work-rerates.js';
