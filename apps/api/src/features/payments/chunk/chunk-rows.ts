import { type Instant, supplyDayOf } from '@tegoed/prepayment-engine';
import { isoOf } from '../../../adapters/clock/wall-clock.js';
import type { AccountTerms } from '../../../adapters/postgres/account-terms.js';
import type { ChunkAccount, ChunkRows } from '../../../adapters/postgres/post-entries.js';
import { type AccountSnapshotRow, type Claim, claimRow, type ClaimRow } from '../../../adapters/postgres/post-entry.js';
import { entryRowsOf } from '../../entries/index.js';
import { HOUSE_ACCOUNT_OF, type IncomingPayment, paymentRow, type PaymentResult, type SuspenseReason, suspenseSides } from '../incoming-payment.js';
import { bookedResult, suspenseResult } from '../payment-result.js';
import { settleOn } from '../settle-on.js';

/** One payment of a chunk and where it goes. */
export interface ChunkPayment {
  readonly payment: IncomingPayment;
  readonly goesTo: { readonly kind: 'account'; readonly accountId: number } | { readonly kind: 'suspense'; readonly why: SuspenseReason };
  /** Its line in the bank file that brought it, to be crossed off. */
  readonly lineNo: number | null;
  /** Another key of the same effect, such as the key of the request that brought it. */
  readonly requestClaim?: ((result: PaymentResult) => Claim) | undefined;
}

/** What is the same for all payments of a chunk. */
export interface ChunkFrame {
  readonly batch: { readonly kind: string; readonly id: string };
  readonly now: Instant;
  readonly wallNowMs: number;
}

/** An account as it stands before its payments of the chunk, with its terms. */
export interface ChunkHome {
  readonly snapshot: AccountSnapshotRow;
  readonly terms: AccountTerms;
}

interface GrowingRows {
  readonly states: Map<number, object>;
  readonly attention: Map<number, object>;
  readonly dues: Map<string, object>;
  readonly journal: object[];
  readonly payments: object[];
  readonly claims: ClaimRow[];
  readonly notices: object[];
  readonly wishes: object[];
}

/**
 * Computes the rows of a chunk: every payment of an account on what the one before left, and every account of a household
 * with what the others repaid. Pure but for what it is given.
 */
export function chunkRowsOf(payments: readonly ChunkPayment[], homes: ReadonlyMap<number, ChunkHome>, frame: ChunkFrame): { accounts: ChunkAccount[]; rows: ChunkRows; results: ReadonlyMap<string, PaymentResult> } {
  const rows: GrowingRows = { states: new Map(), attention: new Map(), dues: new Map(), journal: [], payments: [], claims: [], notices: [], wishes: [] };
  const results = new Map<string, PaymentResult>();
  const current = new Map([...homes].map(([accountId, { snapshot }]) => [accountId, snapshot]));
  for (const one of payments) {
    if (one.goesTo.kind === 'suspense') {
      results.set(one.payment.paymentId, addSuspense(rows, one.payment, one.goesTo.why, frame));
      continue;
    }
    const { accountId } = one.goesTo;
    const before = withHousehold(current.get(accountId)!, current);
    const { after, result } = addTopUp(rows, one, homes.get(accountId)!.terms, before, frame);
    current.set(accountId, after);
    results.set(one.payment.paymentId, result);
  }
  const recordedAt = isoOf(frame.now);
  const lineNos = payments.flatMap(({ lineNo }) => (lineNo === null ? [] : [lineNo]));
  const inboxId = payments[0]?.payment.inboxId ?? null;
  return {
    accounts: [...homes.values()].map(({ snapshot }) => ({ accountId: snapshot.account_id, expectedVersion: snapshot.version })),
    rows: {
      ...rows,
      batch: { ...frame.batch, booked_on: supplyDayOf(frame.now), recorded_at: recordedAt, wall_at: isoOf(frame.wallNowMs) },
      states: [...rows.states.values()],
      attention: [...rows.attention.values()],
      dues: [...rows.dues.values()],
      lines: inboxId === null || lineNos.length === 0 ? null : { inbox_id: inboxId, line_nos: lineNos },
    },
    results,
  };
}

function addTopUp(rows: GrowingRows, { payment, requestClaim }: ChunkPayment, terms: AccountTerms, before: AccountSnapshotRow, frame: ChunkFrame): { after: AccountSnapshotRow; result: PaymentResult } {
  const { now, wallNowMs } = frame;
  const accountId = before.account_id;
  const settlement = settleOn(before, terms, { amountMicroEuro: payment.amountMicroEuro, kind: 'top_up', fundedFrom: HOUSE_ACCOUNT_OF[payment.channel], now });
  const entry = entryRowsOf(before, settlement, { kind: 'payment', id: payment.paymentId, occurredAt: payment.paidAt, now, wallNowMs });
  rows.states.set(accountId, stateOf(accountId, entry.state));
  rows.journal.push(...entry.journal.map((row) => ({ account_id: accountId, ...withoutBatch(row) })));
  rows.payments.push({ account_id: accountId, ...paymentRow(payment, 'booked', null, now) });
  const result = bookedResult(before, payment.paymentId, settlement);
  rows.claims.push(claimOf(payment, result), ...(requestClaim === undefined ? [] : [claimRow(requestClaim(result))]));
  rows.notices.push(...(entry.notices ?? []).map((notice) => ({ account_id: accountId, ...notice })));
  if (entry.wish) rows.wishes.push({ account_id: accountId, ...entry.wish });
  if (entry.attention) rows.attention.set(accountId, { account_id: accountId, ...entry.attention });
  for (const due of entry.dues ?? []) rows.dues.set(`${due.due_at} ${due.kind} ${due.ref ?? ''}`, due);
  return { after: { ...before, ...entry.state }, result };
}

function addSuspense(rows: GrowingRows, payment: IncomingPayment, why: SuspenseReason, { now }: ChunkFrame): PaymentResult {
  rows.journal.push({ ...suspenseSides(payment), kind: 'clearing', cause_id: payment.paymentId, occurred_at: isoOf(payment.paidAt) });
  rows.payments.push(paymentRow(payment, 'suspense', why, now));
  const result = suspenseResult(payment.paymentId, why);
  rows.claims.push(claimOf(payment, result));
  return result;
}

function claimOf(payment: IncomingPayment, result: PaymentResult): ClaimRow {
  return { channel: payment.channel, external_id: payment.externalId, content_hash: `\\x${payment.contentHash}`, result };
}

/** The household's other accounts may have repaid in this very chunk. */
function withHousehold(snapshot: AccountSnapshotRow, current: ReadonlyMap<number, AccountSnapshotRow>): AccountSnapshotRow {
  const repaid = snapshot.household_repaid;
  if (repaid === null) return snapshot;
  const now = repaid.map((other) => {
    const moved = current.get(other.account_id);
    return moved === undefined ? other : { account_id: other.account_id, month: moved.repaid_month, micro_euro: moved.repaid_in_month_micro_euro };
  });
  return { ...snapshot, household_repaid: now };
}

/** Registers, days and terms are not for a payment to write; what is not sent need not be read. */
const NOT_OF_MONEY: ReadonlySet<string> = new Set([
  'utility', 'mean_daily_charge_micro_euro', 'instalment_micro_euro', 'last_day', 'last_read_day', 'stale_since', 'protected_until', 'offtake1', 'offtake2',
  'injection1', 'injection2', 'instalment_week', 'confirmed_supply', 'repayment_share_basis_points', 'lac_decision',
]);

function stateOf(accountId: number, state: object | undefined): object {
  return Object.fromEntries([['account_id', accountId], ...Object.entries(state ?? {}).filter(([column]) => !NOT_OF_MONEY.has(column))]);
}

const OF_BATCH: ReadonlySet<string> = new Set(['cause_kind', 'recorded_at', 'wall_at']);

function withoutBatch(row: object): object {
  return Object.fromEntries(Object.entries(row).filter(([column]) => !OF_BATCH.has(column)));
}
