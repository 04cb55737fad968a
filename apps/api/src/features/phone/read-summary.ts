import { prepareControl, requestEmergencyCredit, supplyDayOf, instant, type Instant } from '@tegoed/prepayment-engine';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { PersonalData } from '../../adapters/crypto/index.js';
import { accountStateOf } from '../../adapters/postgres/account-state-row.js';
import { AccountTermsReader } from '../../adapters/postgres/account-terms.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { euroOf } from '../../http/euro.js';
import { forbidden } from '../../http/problem.js';
import { accountRowOf, isoOrNull, outlookOfAccount, SELECT_ACCOUNT_ROWS, type AccountRowColumns } from '../accounts/index.js';
import { writeAudit } from '../audit/index.js';
import type { PhoneAccount, PhoneSummary } from './phone-answer.js';
import { PhoneContacts, type KnownContact } from './phone-contact.js';

/** Contracts of the customer in force on a day; electricity first, because it is heard first. $1 is the day, $2 the person. */
const OWN_ACCOUNTS = `${SELECT_ACCOUNT_ROWS} where c.person_id = $2 and c.period @> $1::date
order by array_position(array['electricity', 'gas', 'exclusive_night'], k.utility), s.account_id`;

interface LastPayment {
  readonly account_id: number;
  readonly amount_micro_euro: number;
  readonly paid_at: number;
  readonly recorded_at: number;
}

const LAST_PAYMENTS = `
select distinct on (y.account_id) y.account_id, y.amount_micro_euro, y.paid_at, y.recorded_at from payment y
where y.account_id = any($1::bigint[]) and y.state = 'booked' order by y.account_id, y.recorded_at desc`;

/** Reads what a contact may be told, from the same rows and rules as the web, the desk and the letters, in one transaction. */
@Injectable()
export class ReadSummary {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(AccountTermsReader) private readonly terms: AccountTermsReader,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(PhoneContacts) private readonly contacts: PhoneContacts,
  ) {}

  /** Throws a 403 for a contact that proved nothing, and whose customer did not ask to hear the balance without a PIN. */
  async of(sid: string): Promise<PhoneSummary> {
    const contact = await this.contacts.find(sid);
    const mayHear = contact.tenantId !== null && (contact.identified || contact.channel === 'sms' || contact.balanceWithoutPin);
    if (contact.tenantId === null || !mayHear) throw forbidden('This contact has not proved who it is: ask for the PIN first.');
    const now = instant(await this.clock.nowOf(contact.tenantId));
    const { rows, payments } = await inTenant(this.dataSource, contact.tenantId, (tx) => readOwn(tx, contact, now));
    const last = new Map(payments.map((payment) => [payment.account_id, payment]));
    const accounts = await Promise.all(rows.map((row) => this.phoneAccount(contact.tenantId, row, last.get(row.account_id) ?? null, now)));
    return { language: contact.language, identified: contact.identified, accounts };
  }

  private async phoneAccount(tenantId: number, row: AccountRowColumns, last: LastPayment | null, now: Instant): Promise<PhoneAccount> {
    const terms = await this.terms.of(tenantId, row, now);
    const state = { ...accountStateOf(row), confirmedSupply: row.supply_now };
    const shown = accountRowOf(row, this.personalData, now, supplyDayOf(now));
    const { decision, emergencyLimitMicroEuro } = outlookOfAccount(state, terms, now);
    const control = prepareControl({ ...terms, now, utility: state.utility });
    const offer = requestEmergencyCredit(state, control);
    const { id, utility, creditState, desiredSupply, confirmedSupply, balanceEuro, daysLeft, runsOutOn, nextChange, measuredUntil, estimated, asOf } = shown;
    return {
      id, utility, reference: row.reference, creditState, desiredSupply, confirmedSupply, balanceEuro, daysLeft, runsOutOn, nextChange, measuredUntil, estimated,
      amountToGetBackOnEuro: decision.amountToGetBackOnMicroEuro === null ? null : euroOf(decision.amountToGetBackOnMicroEuro),
      paymentUnderWayUntil: isoOrNull(state.paymentUnderWayUntil),
      emergency: {
        starts: control.rules.emergencyStarts,
        canBeTaken: offer.kind === 'taken',
        inUse: creditState === 'emergency',
        limitEuro: euroOf(emergencyLimitMicroEuro),
        availableEuro: euroOf(offer.availableMicroEuro),
      },
      lastPayment: last === null ? null : { amountEuro: euroOf(last.amount_micro_euro), paidAt: isoOf(last.paid_at), recordedAt: isoOf(last.recorded_at) },
      asOf,
    };
  }
}

async function readOwn(tx: TenantTransaction, { personId, context }: KnownContact, now: Instant): Promise<{ rows: AccountRowColumns[]; payments: LastPayment[] }> {
  const rows = await tx.query<AccountRowColumns>(OWN_ACCOUNTS, [supplyDayOf(now), personId]);
  const payments = await tx.query<LastPayment>(LAST_PAYMENTS, [rows.map((row) => row.account_id)]);
  for (const row of rows) await writeAudit(tx, context, { action: 'account.read', subject: `account:${row.public_id}`, atMs: now });
  return { rows, payments };
}
