import { type AccountState, type Decision, type JournalEntry, type NoticeDue, postEntries, supplyDayOf, type Instant } from '@tegoed/prepayment-engine';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { type AccountStateRow, accountStateOf, stateColumnsOf } from '../../adapters/postgres/account-state-row.js';
import type { EntryRows } from '../../adapters/postgres/post-entry.js';
import { attentionOf } from '../accounts/index.js';
import { noticeDocument, wishDocument } from './decision-documents.js';

/** What a single entry did to an account, as the engine gives it. */
export interface EntryEffect {
  readonly entries: readonly JournalEntry[];
  readonly state: AccountState;
  readonly decision: Decision;
  readonly notices: readonly NoticeDue[];
}

/** Why and when. `occurredAt` is when it happened outside, `now` when we book it in the tenant's time. */
export interface EntryCause {
  readonly kind: 'payment' | 'grant' | 'review' | 'return' | 'opening' | 'move' | 'refund';
  readonly id: string;
  readonly occurredAt: Instant;
  readonly now: Instant;
  readonly wallNowMs: number;
}

/**
 * All rows of one entry: numbered journal rows with the balances after each, the new state, the wish that the
 * decision makes, its notices, the place on the attention list, and the moments at which somebody must look again.
 */
export function entryRowsOf(before: AccountStateRow, effect: EntryEffect, cause: EntryCause): EntryRows {
  const stateBefore = accountStateOf(before);
  const posting = postEntries({ balances: stateBefore.balances, debtSupplyAtZeroMicroEuro: stateBefore.debtSupplyAtZeroMicroEuro }, effect.entries);
  const { decision } = effect;
  const recordedAt = isoOf(cause.now);
  const changes = decision.desiredSupply !== stateBefore.desiredSupply;
  const wish = changes ? wishDocument(stateBefore.desiredSupply, decision, before.wish_version + 1) : null;
  const times = { occurred_at: isoOf(cause.occurredAt), recorded_at: recordedAt, wall_at: isoOf(cause.wallNowMs) };
  return {
    state: {
      ...stateColumnsOf(effect.state),
      entry_no: before.entry_no + effect.entries.length,
      wish_version: before.wish_version + (changes ? 1 : 0),
      runs_out_on: decision.runsOutOn,
      next_change_at: momentOf(decision.nextSupplyChange?.at ?? null),
      next_change_supply: decision.nextSupplyChange?.supply ?? null,
      next_review_at: momentOf(decision.nextReviewAt),
    },
    journal: posting.posted.map(({ entry, balancesAfter }, index) => ({
      entry_no: before.entry_no + index + 1,
      debit: entry.debit,
      credit: entry.credit,
      amount_micro_euro: entry.amountMicroEuro,
      kind: entry.kind,
      cause_kind: cause.kind,
      cause_id: cause.id,
      ...times,
      credit_after_micro_euro: balancesAfter.creditMicroEuro,
      debt_supply_after_micro_euro: balancesAfter.debtSupplyMicroEuro,
      debt_protected_after_micro_euro: balancesAfter.debtProtectedMicroEuro,
      debt_old_after_micro_euro: balancesAfter.debtOldMicroEuro,
      debt_returned_after_micro_euro: balancesAfter.debtReturnedMicroEuro,
      debt_correction_after_micro_euro: balancesAfter.debtCorrectionMicroEuro,
    })),
    batch: { kind: cause.kind, id: cause.id, booked_on: supplyDayOf(cause.now), recorded_at: recordedAt },
    // A single entry decides for one home from fresh facts, so its wish and notices need no run to release them.
    wish: wish === null ? null : { ...wish.document, released: true, state: 'open', decided_at: recordedAt, wall_at: times.wall_at },
    notices: effect.notices.map((n) => ({ ...noticeDocument(before.account_id, n), released: true, state: 'due', decided_at: recordedAt })),
    attention: attentionOf(
      { accountId: before.account_id, before: stateBefore, runsOutBefore: accountRunsOutOn(before), after: effect.state, runsOutAfter: decision.runsOutOn },
      cause.now,
    ),
    dues: duesOf(effect, cause.now),
  };
}

function accountRunsOutOn(row: AccountStateRow): Decision['runsOutOn'] {
  return row.runs_out_on as Decision['runsOutOn'];
}

function duesOf(effect: EntryEffect, now: Instant): { due_at: string; kind: string; ref?: string }[] {
  const dues = effect.notices.map((n) => ({ due_at: isoOf(Math.max(n.sendAfter, now)), kind: 'notices' }));
  const { nextReviewAt, notBefore } = effect.decision;
  if (nextReviewAt !== null) dues.push({ due_at: isoOf(nextReviewAt), kind: 'review' });
  if (notBefore !== null) dues.push({ due_at: isoOf(Math.max(notBefore, now)), kind: 'supply' });
  return dues;
}

function momentOf(at: Instant | null): string | null {
  return at === null ? null : isoOf(at);
}
