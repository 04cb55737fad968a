import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { isoOf, wallNowMs } from '../../adapters/clock/wall-clock.js';
import { hashPassword, passwordFits, PersonalData } from '../../adapters/crypto/index.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import type { RequestContext } from '../../http/request-context.js';
import { AccountDoor } from '../accounts/index.js';
import { writeAudit } from '../audit/index.js';
import { PhoneContacts } from './phone-contact.js';

/** Wrong PINs that are allowed: in one call, for one customer in a day, and for everybody together in an hour. */
const WRONG_PER_CALL = 3;
const WRONG_PER_CUSTOMER = 5;
const WRONG_OVERALL = 500;

export const PIN_RESULTS = ['accepted', 'refused', 'too_many'] as const;
export type PinResult = (typeof PIN_RESULTS)[number];

/**
 * Checks PINs. An unknown connection, a customer without a PIN and a wrong PIN get the same answer after the same
 * work, and the same step of the same call is one try, however often it is sent.
 */
@Injectable()
export class CheckPin {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(AccountDoor) private readonly door: AccountDoor,
    @Inject(PhoneContacts) private readonly contacts: PhoneContacts,
  ) {}

  async check(sid: string, step: number, pin: string): Promise<PinResult> {
    const contact = await this.contacts.find(sid);
    const [begun] = await this.dataSource.query<[{ outcome: PinResult | 'go' }]>(
      'select begin_pin_try($1, $2, $3, $4, $5, $6) as outcome', [sid, step, isoOf(wallNowMs()), WRONG_PER_CALL, WRONG_PER_CUSTOMER, WRONG_OVERALL]);
    if (begun.outcome !== 'go') return begun.outcome;
    const hash = contact.tenantId === null ? null : await this.hashOf(contact.tenantId, contact.personId);
    const fits = await passwordFits(hash, this.personalData.keyedPin(pin));
    if (!fits || contact.tenantId === null) return 'refused';
    await this.contacts.identified(contact, step, await this.clock.nowOf(contact.tenantId));
    return 'accepted';
  }

  /** Gives the holder of an account a PIN, in place of an earlier one. Throws a 404 for an account out of sight. */
  async setAccess(context: RequestContext, accountId: string, pin: string, balanceWithoutPin: boolean): Promise<void> {
    const located = await this.door.locate(context, accountId);
    const hash = await hashPassword(this.personalData.keyedPin(pin));
    await inTenant(this.dataSource, located.tenantId, async (tx) => {
      await tx.query(
        `insert into phone_access (tenant_id, person_id, pin_hash, balance_without_pin, changed_at)
         select $1, c.person_id, $3, $4, $5 from contract c where c.account_id = $2
         on conflict (tenant_id, person_id) do update
         set pin_hash = excluded.pin_hash, balance_without_pin = excluded.balance_without_pin, changed_at = excluded.changed_at`,
        [located.tenantId, located.accountId, hash, balanceWithoutPin, isoOf(located.now)]);
      await writeAudit(tx, context, { action: 'phone_access.changed', subject: `account:${accountId}`, facts: { balanceWithoutPin }, atMs: located.now });
    });
  }

  private async hashOf(tenantId: number, personId: number): Promise<string | null> {
    const rows = await inTenant(this.dataSource, tenantId, (tx) =>
      tx.query<{ pin_hash: string }>('select pin_hash from phone_access where tenant_id = $1 and person_id = $2', [tenantId, personId]));
    return rows[0]?.pin_hash ?? null;
  }
}
