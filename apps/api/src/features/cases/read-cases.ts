import { instant, supplyDayOf, type Instant } from '@tegoed/prepayment-engine';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { PersonalData } from '../../adapters/crypto/index.js';
import { instantOfStored } from '../../adapters/postgres/account-state-row.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { forbidden } from '../../http/problem.js';
import type { Language, RequestContext } from '../../http/request-context.js';
import { AccountDoor, accountRowOf, isoOrNull, SELECT_ACCOUNT_ROWS, type AccountRowColumns, type AttentionKind } from '../accounts/index.js';
import { writeAudit } from '../audit/index.js';
import { hasMandate } from '../people/index.js';
import { URGENCIES, type Case, type Cases, type UrgencyCounts } from './cases-answer.js';
import { urgencyOf } from './urgency.js';

interface CaseColumns extends AccountRowColumns {
  readonly kind: AttentionKind;
  readonly since: number;
  readonly language: Language;
  readonly phone: Buffer | null;
  readonly last_top_up_at: number | null;
}

/** Homes that need attention, of people with a mandate; $1 is today and $2 the OCMW. */
const SELECT_CASES = SELECT_ACCOUNT_ROWS.replace('select s.*,', 'select s.*, n.kind, n.since, p.language, p.phone, y.last_top_up_at,') + `
join attention n on n.account_id = s.account_id
left join lateral (select max(paid_at) as last_top_up_at from payment where account_id = s.account_id and state = 'booked') y on true
where c.period @> $1::date and ${hasMandate('$2', '$1')}`;

/** The work list of a case worker over all suppliers: who is off, who soon will be, most urgent first. */
@Injectable()
export class ReadCases {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(AccountDoor) private readonly door: AccountDoor,
  ) {}

  async of(context: RequestContext): Promise<Cases> {
    if (context.ocmwId === null) throw forbidden('This list is for case workers of an OCMW. Sign in as one.');
    const items: Case[] = [];
    for (const tenantId of await this.door.tenantsOf(context)) items.push(...(await this.ofTenant(context, tenantId)));
    items.sort((a, b) => URGENCIES.indexOf(a.urgency) - URGENCIES.indexOf(b.urgency) || a.since.localeCompare(b.since));
    return { counts: countsOf(items), items };
  }

  private async ofTenant(context: RequestContext, tenantId: number): Promise<Case[]> {
    const { now, day } = await this.door.today(tenantId);
    const rows = await inTenant(this.dataSource, tenantId, async (tx) => {
      await writeAudit(tx, context, { action: 'cases.read', subject: `ocmw:${context.ocmwId}`, atMs: now });
      return tx.query<CaseColumns>(SELECT_CASES, [day, context.ocmwId]);
    });
    return rows.flatMap((row) => this.caseOf(row, now));
  }

  private caseOf(row: CaseColumns, now: Instant): Case[] {
    const urgency = urgencyOf(row.kind, instantOfStored(row.next_change_at), now);
    if (urgency === null) return [];
    const account = accountRowOf(row, this.personalData, now, supplyDayOf(now));
    return [{
      accountId: account.id,
      urgency,
      person: { name: account.customer.name, language: row.language, phone: this.personalData.openOrNull('person.phone', row.phone) },
      address: account.address,
      utility: account.utility,
      tenant: account.tenant,
      since: isoOf(instant(row.since)),
      nextChange: account.nextChange,
      daysLeft: account.daysLeft,
      balanceEuro: account.balanceEuro,
      lastTopUpAt: isoOrNull(row.last_top_up_at),
    }];
  }
}

function countsOf(items: readonly Case[]): UrgencyCounts {
  const counts: UrgencyCounts = { off_now: 0, limited: 0, ready_to_press: 0, changes_within_3_days: 0, emergency_credit: 0 };
  for (const { urgency } of items) counts[urgency] += 1;
  return counts;
}
