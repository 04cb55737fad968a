export { forgetPhoneContacts } from './forget-contacts.js';
