import { addDays, startOfDay, supplyDayOf, type Instant, type SupplyDay } from '@tegoed/prepayment-engine';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { PersonalData } from '../../adapters/crypto/index.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { euroOf } from '../../http/euro.js';
import { tenantOf, type RequestContext } from '../../http/request-context.js';
import type { AccountRow } from './account-answer.js';
import { AccountDoor } from './account-door.js';
import { accountRowOf, SELECT_ACCOUNT_ROWS, type AccountRowColumns } from './account-rows.js';
import { ledgerDifference } from './ledger-difference.js';
import { latestRun } from './latest-run.js';
import type { CommandCounts, Overview, SupplyCounts } from './overview-answer.js';

const DAY_MS = 86_400_000;
const OFF_ROWS_MAX = 50;

/** The supplier's first page: supply, money, today's run, and what needs a person. */
@Injectable()
export class ReadOverview {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(AccountDoor) private readonly door: AccountDoor,
  ) {}

  async of(context: RequestContext): Promise<Overview> {
    const tenantId = tenantOf(context);
    const { now, day } = await this.door.today(tenantId);
    return inTenant(this.dataSource, tenantId, async (tx) => {
      const supplyCounts = await countSupplies(tx, day);
      return {
        asOf: isoOf(now),
        accounts: Object.values(supplyCounts).reduce((sum, count) => sum + count, 0),
        supplyCounts,
        offLongerThan24h: await this.offSince(tx, now, day),
        paymentsToday: await paymentsOf(tx, supplyDayOf(now)),
        suspense: await suspenseOf(tx),
        dailyRun: await latestRun(tx),
        commands: await countCommands(tx, now),
        noticesFailed: await countFailedNotices(tx, now),
        ledgerDifferenceEuro: euroOf(await ledgerDifference(tx)),
        cutsPaused: await cutsPaused(tx),
      };
    });
  }

  private async offSince(tx: TenantTransaction, now: Instant, day: SupplyDay): Promise<AccountRow[]> {
    const rows = await tx.query<AccountRowColumns>(
      `${SELECT_ACCOUNT_ROWS} join attention n on n.account_id = s.account_id
       where n.kind = 'off_now' and n.since < $2 and c.period @> $1::date order by n.since limit $3`,
      [day, isoOf(now - DAY_MS), OFF_ROWS_MAX],
    );
    return rows.map((row) => accountRowOf(row, this.personalData, now, day));
  }
}

async function countSupplies(tx: TenantTransaction, day: SupplyDay): Promise<SupplyCounts> {
  const counts: SupplyCounts = { on: 0, limited: 0, off: 0, ready: 0, tripped: 0, unknown: 0 };
  const rows = await tx.query<{ supply: keyof SupplyCounts; n: number }>(
    `select ss.confirmed_supply as supply, count(*)::int as n from contract c join supply_state ss using (connection_id)
     where c.period @> $1::date group by 1`,
    [day],
  );
  for (const { supply, n } of rows) counts[supply] = n;
  return counts;
}

async function paymentsOf(tx: TenantTransaction, day: SupplyDay): Promise<Overview['paymentsToday']> {
  const rows = await tx.query<{ channel: string; n: number; amount: number }>(
    `select channel, count(*)::int as n, sum(amount_micro_euro)::bigint as amount from payment
     where tenant_id = $1 and recorded_at >= $2 and recorded_at < $3 and state in ('booked', 'suspense') group by 1 order by 1`,
    [tx.tenantId, isoOf(startOfDay(day)), isoOf(startOfDay(addDays(day, 1)))],
  );
  return rows.map(({ channel, n, amount }) => ({ channel, count: n, amountEuro: euroOf(amount) }));
}

async function suspenseOf(tx: TenantTransaction): Promise<Overview['suspense']> {
  const row = await tx.one<{ n: number; amount: number }>(
    `select count(*)::int as n, coalesce(sum(amount_micro_euro), 0)::bigint as amount from payment where tenant_id = $1 and state = 'suspense'`,
    [tx.tenantId],
  );
  return { count: row.n, amountEuro: euroOf(row.amount) };
}

async function countCommands(tx: TenantTransaction, now: Instant): Promise<CommandCounts> {
  return tx.one<CommandCounts>(
    `select count(*) filter (where is_open and state not in ('unknown', 'unreachable'))::int as open,
       count(*) filter (where is_open and state in ('unknown', 'unreachable'))::int as unknown,
       count(*) filter (where not is_open)::int as failed
     from command where is_open or (state in ('refused', 'expired') and requested_at > $1)`,
    [isoOf(now - DAY_MS)],
  );
}

async function countFailedNotices(tx: TenantTransaction, now: Instant): Promise<number> {
  const row = await tx.one<{ n: number }>(
    `select count(*)::int as n from notice where state in ('failed', 'undelivered') and decided_at > $1`,
    [isoOf(now - 7 * DAY_MS)],
  );
  return row.n;
}

async function cutsPaused(tx: TenantTransaction): Promise<boolean> {
  const row = await tx.one<{ paused: boolean }>('select cuts_paused_reason is not null as paused from tenant');
  return row.paused;
}
