export { LedgerModule } from './ledger.module.js';
export { verifyLedger, type LedgerProblem, type LedgerVerification } from './verify-ledger.js';
