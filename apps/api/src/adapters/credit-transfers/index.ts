export { type CreditTransfer, type CreditTransferFile, type CreditTransferVersion, writeCreditTransferFile } from './credit-transfer-file.js';
