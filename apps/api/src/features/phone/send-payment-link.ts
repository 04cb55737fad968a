import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import type { Env } from '../../env.schema.js';
import { type KeyedRequest, onceByKey } from '../../http/idempotency.js';
import { ENV } from '../../platform.module.js';
import { writeAudit } from '../audit/index.js';
import { NOTICE_SENDING, type SendDependencies } from '../notices/index.js';
import type { PaymentLinkAnswer } from './phone-answer.js';
import { PhoneContacts, type KnownContact } from './phone-contact.js';
import { paymentLinkText } from './payment-link-text.js';

/** Sends the customer a link to pay with. */
@Injectable()
export class SendPaymentLink {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ENV) private readonly env: Env,
    @Inject(NOTICE_SENDING) private readonly sending: SendDependencies,
    @Inject(PhoneContacts) private readonly contacts: PhoneContacts,
  ) {}

  /**
   * To the number that calls, because that is the phone in the customer's hand; once per key. The key is claimed before
   * the provider is asked: a step that is repeated says "sent" and sends nothing, a lost link can be asked for again.
   */
  async send(sid: string, accountId: string, request: KeyedRequest): Promise<PaymentLinkAnswer> {
    const contact = await this.contacts.acting(sid);
    const located = await this.contacts.accountOf(contact, accountId);
    if (contact.caller === null) return { result: 'no_mobile' };
    let isFirst = false;
    const link = await inTenant(this.dataSource, contact.tenantId, async (tx) => {
      await onceByKey(tx, request, async () => {
        isFirst = true;
        await writeAudit(tx, contact.context, { action: 'payment_link.sent', subject: `account:${accountId}`, atMs: located.now });
        return { status: 201, body: { result: 'sent' } };
      });
      const { reference } = await tx.one<{ reference: string }>('select reference from account where account_id = $1', [located.accountId]);
      return `${this.env.PORTAL_URL.replace(/\/$/, '')}/pay/${reference}`;
    });
    return isFirst ? this.hand(contact, contact.caller, link) : { result: 'sent' };
  }

  private async hand(contact: KnownContact, to: string, link: string): Promise<PaymentLinkAnswer> {
    const text = paymentLinkText(contact.language, link, this.env.HELP_LINE);
    const outcome = await this.sending.sms.send({ to, text, statusCallback: `${this.sending.apiUrl}/webhooks/twilio/${ANSWERS_ENDPOINT}` });
    if (outcome.kind === 'accepted' || outcome.kind === 'unknown') return { result: 'sent' };
    return { result: outcome.kind === 'refused' ? 'no_mobile' : 'not_sent' };
  }
}

/** An endpoint of no tenant: receipts of answers that were asked for are of no concern to the ladder of notices. */
const ANSWERS_ENDPOINT = '00000000-0000-0000-0000-000000000000';
