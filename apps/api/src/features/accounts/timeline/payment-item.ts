import { euroOf } from '../../../http/euro.js';
import { placeOf, type EntryAfter, type TimelineSource } from './timeline-kind.js';

interface PaymentRow extends EntryAfter {
  readonly channel: string;
  readonly amount: number;
  readonly external_id: string;
  readonly state: string;
  readonly parts: readonly { readonly to: string; readonly amount: number }[];
}

/** A payment with the parts into which the journal split it. */
export const paymentItem: TimelineSource<'payment', PaymentRow> = {
  kind: 'payment',
  sql: `
select y.payment_id::text as id, y.paid_at as at, y.recorded_at, ${placeOf('entry')} + e.entry_no as place,
  jsonb_build_object('channel', y.channel, 'amount', y.amount_micro_euro, 'external_id', y.external_id, 'state', y.state,
    'parts', e.parts, 'entry_no', e.entry_no, 'credit_after', e.credit_after, 'debt_supply_after', e.debt_supply_after) as data
from payment y cross join lateral (
  select max(j.entry_no) as entry_no,
    jsonb_agg(jsonb_build_object('to', j.credit, 'amount', j.amount_micro_euro) order by j.entry_no) as parts,
    (array_agg(j.credit_after_micro_euro order by j.entry_no desc))[1] as credit_after,
    (array_agg(j.debt_supply_after_micro_euro order by j.entry_no desc))[1] as debt_supply_after
  from journal j where j.tenant_id = y.tenant_id and j.cause_kind = 'payment' and j.cause_id = y.payment_id::text and j.account_id = y.account_id) e
where y.account_id = $1 and y.state in ('booked', 'reversed') and e.entry_no is not null`,
  dataOf: (row, view) => ({
    channel: row.channel,
    amountEuro: euroOf(row.amount),
    parts: row.parts.map((part) => ({ to: part.to, amountEuro: euroOf(part.amount) })),
    balanceAfterEuro: view.balanceAfterEuro(row.entry_no),
    externalId: row.external_id,
    reversed: row.state === 'reversed',
  }),
};
