import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { PersonalData } from '../../adapters/crypto/index.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { type KeyedRequest, onceByKey } from '../../http/idempotency.js';
import { HttpProblem } from '../../http/problem.js';
import { writeAudit } from '../audit/index.js';
import { type EmergencyCreditAnswer, RequestEmergencyCredit } from '../emergency-credit/index.js';
import { AnnouncePayment } from '../payments/index.js';
import type { CallBackAnswer, PhoneClaimAnswer } from './phone-answer.js';
import { PhoneContacts } from './phone-contact.js';
import type { PhoneClaimOrder, PhonePreferences } from './phone.dto.js';

/** What a customer has done by phone or SMS. Each deed is done once per key, which is made of the call and its step. */
@Injectable()
export class PhoneDeeds {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(PhoneContacts) private readonly contacts: PhoneContacts,
    @Inject(AnnouncePayment) private readonly announcements: AnnouncePayment,
    @Inject(RequestEmergencyCredit) private readonly emergencyCredit: RequestEmergencyCredit,
  ) {}

  /** "I have paid". A payment that was announced before is an answer, not an error: the caller hears that we know. */
  async claimPayment(sid: string, order: PhoneClaimOrder, request: KeyedRequest): Promise<PhoneClaimAnswer> {
    const contact = await this.contacts.acting(sid);
    await this.contacts.accountOf(contact, order.accountId);
    try {
      const { paymentUnderWayUntil } = await this.announcements.announce(contact.context, order, request);
      return { result: 'kept', paymentUnderWayUntil };
    } catch (error) {
      if (error instanceof HttpProblem && error.code === 'already_announced') return { result: 'already_announced', paymentUnderWayUntil: null };
      throw error;
    }
  }

  /** Takes the emergency credit where the customer has to ask for it, and says what is left elsewhere. */
  async requestEmergencyCredit(sid: string, accountId: string, request: KeyedRequest): Promise<EmergencyCreditAnswer> {
    const contact = await this.contacts.acting(sid);
    await this.contacts.accountOf(contact, accountId);
    return this.emergencyCredit.request(contact.context, { accountId, channel: contact.channel === 'call' ? 'phone' : 'sms' }, request);
  }

  /** Asks to be called back at the number of the call. Needs no PIN: nothing is told, and a person asks who it is. */
  async askCallBack(sid: string, request: KeyedRequest): Promise<CallBackAnswer> {
    const contact = await this.contacts.find(sid);
    if (contact.tenantId === null || contact.caller === null) return { result: 'no_number' };
    const { caller, context, tenantId, personId } = contact;
    const nowMs = await this.clock.nowOf(tenantId);
    const answer = await inTenant(this.dataSource, tenantId, (tx) =>
      onceByKey(tx, request, async () => {
        // Who asks three times while waiting is called once.
        const [asked] = await tx.query<{ call_back_id: string }>(
          `insert into call_back (tenant_id, person_id, number, asked_at) select $1::int, $2::bigint, $3::bytea, $4::timestamptz
           where not exists (select 1 from call_back where tenant_id = $1 and person_id = $2 and done_at is null) returning call_back_id`,
          [tenantId, personId, this.personalData.seal('call_back.number', caller), isoOf(nowMs)]);
        if (asked) await writeAudit(tx, context, { action: 'call_back.asked', subject: `call_back:${asked.call_back_id}`, atMs: nowMs });
        return { status: 201, body: { result: 'noted' as const } };
      }));
    return answer.body;
  }

  /** STOP, START and the language. Setting what is set already changes nothing. */
  async prefer(sid: string, { language, optionalMessages }: PhonePreferences): Promise<void> {
    const contact = await this.contacts.acting(sid);
    const { tenantId, personId, context } = contact;
    const nowMs = await this.clock.nowOf(tenantId);
    await inTenant(this.dataSource, tenantId, async (tx) => {
      if (language !== undefined) await tx.query('select set_person_language($1, $2)', [personId, language]);
      if (optionalMessages !== undefined) {
        await tx.query(
          `insert into contact_preference (tenant_id, person_id, optional_messages, changed_at) values ($1, $2, $3, $4)
           on conflict (tenant_id, person_id) do update set optional_messages = excluded.optional_messages, changed_at = excluded.changed_at`,
          [tenantId, personId, optionalMessages, isoOf(nowMs)]);
      }
      await writeAudit(tx, context, { action: 'contact_preference.changed', subject: `contact:${sid}`, facts: { language, optionalMessages }, atMs: nowMs });
    });
  }
}
