export { readBatchFile, type BatchFile, type TerminalPayment } from './batch-file.js';
export { isFromAcquirer } from './signature.js';
