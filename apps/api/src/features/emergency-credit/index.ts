export { EmergencyCreditModule } from './emergency-credit.module.js';
