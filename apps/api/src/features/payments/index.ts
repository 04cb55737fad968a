export { bookTopUp, type PaymentDeps, type PaymentToBook } from './book-payment.js';
export { PAYMENT_CHANNELS, type IncomingPayment, type PaymentChannel, type PaymentOutcome, type PaymentResult } from './incoming-payment.js';
export { PAYMENT_DEPS } from './payment-deps.js';
export { PaymentsModule } from './payments.module.js';
export { settleOn } from './settle-on.js';
export { bookChunk, type ChunkToBook } from './chunk/book-chunk.js';
export type { ChunkPayment } from './chunk/chunk-rows.js';
export { finishBankFiles, takeBankFile, type BankFileOutcome } from './bank-statements/take-bank-file.js';
export type { BankFileDeps } from './bank-statements/book-lines.js';
