export { EmergencyCreditModule } from './emergency-credit.module.js';
export { RequestEmergencyCredit } from './request-emergency-credit.js';
export { EmergencyCreditAnswer } from './emergency-credit.dto.js';
