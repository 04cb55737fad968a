import { addDays, type Instant, microEuro, startOfDay, type SupplyDay } from '@tegoed/prepayment-engine';
import { isoOf } from '../../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import { euroOf } from '../../../http/euro.js';
import { HOUSE_ACCOUNT_OF, PAYMENT_CHANNELS, type PaymentChannel } from '../incoming-payment.js';
import { readOpenItems } from './open-items.js';
import type { BankReconciliation, ChannelReconciliation, ClearingBalance, ReconciliationAnswer } from './reconciliation.dto.js';

/** A day as a pair of moments in UTC. */
interface Span {
  readonly from: string;
  readonly until: string;
}

/** Compares, for one day of one tenant, three writings of the same money: what channels told, the journal, the bank. */
export async function readReconciliation(tx: TenantTransaction, day: SupplyDay, now: Instant): Promise<ReconciliationAnswer> {
  const span: Span = { from: isoOf(startOfDay(day)), until: isoOf(startOfDay(addDays(day, 1))) };
  const told = await readChannels(tx, span);
  const suspenseDifference = await readSuspenseDifference(tx);
  const { refused } = await tx.one<{ refused: number }>(
    `select count(*)::int as refused from inbox where tenant_id = $1 and state = 'refused' and received_at >= $2 and received_at < $3`, [tx.tenantId, span.from, span.until]);
  const count = told.reduce((sum, row) => sum + row.count, 0);
  const matched = told.reduce((sum, row) => sum + row.matched, 0);
  return {
    day,
    asOf: isoOf(now),
    closes: suspenseDifference === 0 && told.every(({ received, booked, suspense }) => received === booked + suspense),
    channels: told.map(channelOf),
    clearing: await readClearing(tx, span),
    bank: await readBank(tx, span),
    suspenseDifferenceEuro: euroOf(microEuro(suspenseDifference)),
    matchedBasisPoints: count === 0 ? 10_000 : Math.floor((matched * 10_000) / count),
    refusedFiles: refused,
    open: await readOpenItems(tx, now),
  };
}

interface ChannelSums {
  readonly channel: PaymentChannel;
  readonly count: number;
  readonly matched: number;
  readonly received: number;
  readonly booked: number;
  readonly suspense: number;
}

/** Per payment of the day, what the journal did with it on the house account of its channel when it came. */
async function readChannels(tx: TenantTransaction, { from, until }: Span): Promise<ChannelSums[]> {
  const houses = PAYMENT_CHANNELS.map((channel) => HOUSE_ACCOUNT_OF[channel]);
  return tx.query<ChannelSums>(
    `select p.channel, count(*)::int as count, count(*) filter (where j.suspense = 0)::int as matched, sum(p.amount_micro_euro)::bigint as received,
       sum(j.booked)::bigint as booked, sum(j.suspense)::bigint as suspense
     from payment p
     join unnest($4::text[], $5::text[]) h (channel, house) on h.channel = p.channel
     cross join lateral (
       select coalesce(sum(s.amount) filter (where s.other <> 'suspense'), 0) as booked, coalesce(sum(s.amount) filter (where s.other = 'suspense'), 0) as suspense
       from journal e cross join lateral (select case when e.debit::text = h.house then e.amount_micro_euro else -e.amount_micro_euro end as amount,
         case when e.debit::text = h.house then e.credit else e.debit end as other) s
       where e.tenant_id = $1 and e.cause_kind in ('payment', 'return') and e.cause_id = p.payment_id::text and h.house in (e.debit::text, e.credit::text)) j
     where p.tenant_id = $1 and p.recorded_at >= $2 and p.recorded_at < $3 group by p.channel order by p.channel`,
    [tx.tenantId, from, until, [...PAYMENT_CHANNELS], houses],
  );
}

function channelOf({ channel, count, received, booked, suspense }: ChannelSums): ChannelReconciliation {
  return {
    channel, count, receivedEuro: euroOf(microEuro(received)), bookedEuro: euroOf(microEuro(booked)), suspenseEuro: euroOf(microEuro(suspense)),
    differenceEuro: euroOf(microEuro(received - booked - suspense)),
  };
}

async function readSuspenseDifference(tx: TenantTransaction): Promise<number> {
  const row = await tx.one<{ difference: number }>(
    `select (select coalesce(sum(credit_micro_euro - debit_micro_euro), 0) from general_ledger_line where tenant_id = $1 and account = 'suspense')::bigint
       - (select coalesce(sum(amount_micro_euro), 0) from payment where tenant_id = $1 and state = 'suspense')::bigint as difference`, [tx.tenantId]);
  return row.difference;
}

async function readClearing(tx: TenantTransaction, { until }: Span): Promise<ClearingBalance[]> {
  const rows = await tx.query<{ account: string; balance: number }>(
    `select account::text as account, sum(debit_micro_euro - credit_micro_euro)::bigint as balance from general_ledger_line
     where tenant_id = $1 and recorded_at < $2 and account in ('clearing_stripe', 'clearing_terminal', 'clearing_cash', 'sdd_receivable', 'suspense', 'refund_payable')
     group by account order by account`, [tx.tenantId, until]);
  return rows.map(({ account, balance }) => ({ account, balanceEuro: euroOf(microEuro(balance)) }));
}

/** Statements join from the first to the last; what was booked from the bank meanwhile must be their difference. */
async function readBank(tx: TenantTransaction, { until }: Span): Promise<BankReconciliation> {
  const told = await tx.query<{ iban: string; moved: number }>(
    `with files as (select inbox_id, result from inbox where tenant_id = $1 and channel = 'bank' and state = 'booked' and received_at < $2),
       opening as (select distinct on (b.iban) b.iban, b."balanceMicroEuro" as balance from files cross join lateral
         jsonb_to_recordset(result->'opening') as b (iban text, "balanceMicroEuro" bigint) order by b.iban, inbox_id),
       closing as (select distinct on (b.iban) b.iban, b."balanceMicroEuro" as balance from files cross join lateral
         jsonb_to_recordset(result->'closing') as b (iban text, "balanceMicroEuro" bigint) order by b.iban, inbox_id desc)
     select iban, closing.balance - opening.balance as moved from opening join closing using (iban)`, [tx.tenantId, until]);
  const { booked } = await tx.one<{ booked: number }>(
    `select coalesce(sum(amount_micro_euro), 0)::bigint as booked from payment where tenant_id = $1 and channel = 'bank' and recorded_at < $2`, [tx.tenantId, until]);
  const only = told[0];
  return {
    iban: only?.iban ?? null,
    statementEuro: only === undefined ? null : euroOf(microEuro(only.moved)),
    bookedEuro: euroOf(microEuro(booked)),
    differenceEuro: only === undefined ? null : euroOf(microEuro(booked - only.moved)),
  };
}
