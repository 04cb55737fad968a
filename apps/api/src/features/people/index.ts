export { LoginThrottle } from './login-throttle.js';
export { giveMandate, hasMandate, type MandateToGive } from './mandates.js';
export { NewCustomer, phoneOfField } from './customer-fields.js';
export { registerCustomer, type CustomerToRegister, type RegisteredCustomer } from './register-customer.js';
export { issueApiKey, registerOcmw, registerStaff, revokeApiKey, type StaffToRegister } from './staff.js';
