import { euroOf } from '../../../http/euro.js';
import { CORRECTION_KINDS, type CorrectionKind } from './timeline-answer.js';
import { placeOf, type EntryAfter, type TimelineSource } from './timeline-kind.js';

interface MovementRow extends EntryAfter {
  readonly kind: string;
  readonly amount: number;
  readonly debit: string;
  readonly credit: string;
  readonly raises: boolean;
  readonly reason: string | null;
  readonly author: string | null;
}

/** Journal rows of some kinds with the reason that a person gave. */
function movements(kinds: readonly string[]): string {
  return `
select j.journal_id::text as id, j.occurred_at as at, j.recorded_at, ${placeOf('entry')} + j.entry_no as place,
  jsonb_build_object('kind', j.kind, 'amount', j.amount_micro_euro, 'debit', j.debit, 'credit', j.credit,
    'raises', is_customer_account(j.credit), 'reason', r.reason, 'author', r.author,
    'entry_no', j.entry_no, 'credit_after', j.credit_after_micro_euro, 'debt_supply_after', j.debt_supply_after_micro_euro) as data
from journal j left join entry_reason r on r.tenant_id = j.tenant_id and r.cause_kind = j.cause_kind and r.cause_id = j.cause_id
where j.account_id = $1 and j.entry_no is not null and j.cause_kind <> 'payment' and j.kind in (${kinds.map((kind) => `'${kind}'`).join(', ')})`;
}

/** The weekly instalment on the old debt. */
export const instalmentItem: TimelineSource<'instalment', MovementRow> = {
  kind: 'instalment',
  sql: movements(['instalment']),
  dataOf: (row, view) => ({ debt: row.credit, amountEuro: euroOf(row.amount), balanceAfterEuro: view.balanceAfterEuro(row.entry_no) }),
};

/** Money that somebody gave: it goes to the balance whole. */
export const grantItem: TimelineSource<'grant', MovementRow> = {
  kind: 'grant',
  sql: movements(['grant', 'support_credit', 'compensation', 'move']),
  dataOf: (row, view) => ({
    kind: row.kind,
    // Credit that was moved to the other account of the household leaves this one.
    amountEuro: euroOf(row.raises ? row.amount : -row.amount),
    reason: row.reason ?? '',
    by: row.author ?? '',
    balanceAfterEuro: view.balanceAfterEuro(row.entry_no),
  }),
};

/** A movement that puts something right, or takes back what a bank took back. */
export const correctionItem: TimelineSource<'correction', MovementRow> = {
  kind: 'correction',
  sql: movements(CORRECTION_KINDS),
  dataOf: (row) => ({
    kind: row.kind as CorrectionKind,
    amountEuro: euroOf(row.raises ? row.amount : -row.amount),
    reason: row.reason,
    by: row.author,
  }),
};
