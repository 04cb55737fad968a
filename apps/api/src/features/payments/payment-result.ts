import { type PaymentSettlement, shownBalance } from '@tegoed/prepayment-engine';
import type { AccountSnapshotRow } from '../../adapters/postgres/post-entry.js';
import type { PaymentResult, SuspenseReason } from './incoming-payment.js';

/** What is answered for an amount that an account has taken. */
export function bookedResult(snapshot: Pick<AccountSnapshotRow, 'public_id'>, paymentId: string, settlement: PaymentSettlement): PaymentResult {
  return {
    paymentId,
    result: 'booked',
    accountId: snapshot.public_id,
    parts: settlement.entries.map((entry) => ({ to: entry.credit, amountMicroEuro: entry.amountMicroEuro })),
    balanceAfterMicroEuro: shownBalance(settlement.state.balances, settlement.state.debtSupplyAtZeroMicroEuro),
    why: null,
  };
}

/** What is answered for an amount that waits for a person. */
export function suspenseResult(paymentId: string, why: SuspenseReason): PaymentResult {
  return { paymentId, result: 'suspense', accountId: null, parts: [], balanceAfterMicroEuro: null, why };
}
