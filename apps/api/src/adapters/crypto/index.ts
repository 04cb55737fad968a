export { e164Of } from './blind-index.js';
export { hashPassword, passwordFits } from './passwords.js';
export { PersonalData } from './personal-data.js';
export { newApiKey, newSessionToken, sameSecret, tokenHash } from './tokens.js';
