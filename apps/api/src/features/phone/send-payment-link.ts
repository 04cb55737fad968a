import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { type KeyedRequest, onceByKey } from '../../http/idempotency.js';
import { HttpProblem } from '../../http/problem.js';
import type { LocatedAccount } from '../accounts/index.js';
import { writeAudit } from '../audit/index.js';
import { PaymentLinks } from '../checkout/index.js';
import { NOTICE_SENDING, type SendDependencies } from '../notices/index.js';
import type { PaymentLinkAnswer } from './phone-answer.js';
import { PhoneContacts, type KnownContact } from './phone-contact.js';
import { paymentLinkText } from './payment-link-text.js';

/** Sends the customer a link to pay with. */
@Injectable()
export class SendPaymentLink {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(PaymentLinks) private readonly links: PaymentLinks,
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
    if (!(await this.isFirst(contact, located, request))) return { result: 'sent' };
    const link = await this.linkTo(located);
    return link === null ? { result: 'not_sent' } : this.hand(contact, contact.caller, link);
  }

  private async isFirst(contact: KnownContact, { publicId, now }: LocatedAccount, request: KeyedRequest): Promise<boolean> {
    let isFirst = false;
    await inTenant(this.dataSource, contact.tenantId, (tx) =>
      onceByKey(tx, request, async () => {
        isFirst = true;
        await writeAudit(tx, contact.context, { action: 'payment_link.sent', subject: `account:${publicId}`, atMs: now });
        return { status: 201, body: { result: 'sent' } };
      }));
    return isFirst;
  }

  /** Null when the customer has as many links as one may have. */
  private async linkTo(located: LocatedAccount): Promise<string | null> {
    try {
      return (await this.links.make(located, null)).url;
    } catch (error) {
      if (error instanceof HttpProblem && error.code === 'too_many_links') return null;
      throw error;
    }
  }

  private async hand({ language }: KnownContact, to: string, link: string): Promise<PaymentLinkAnswer> {
    const outcome = await this.sending.sms.send({ to, text: paymentLinkText(language, link), statusCallback: `${this.sending.apiUrl}/webhooks/twilio/${ANSWERS_ENDPOINT}` });
    if (outcome.kind === 'accepted' || outcome.kind === 'unknown') return { result: 'sent' };
    return { result: outcome.kind === 'refused' ? 'no_mobile' : 'not_sent' };
  }
}

/** An endpoint of no tenant: receipts of answers that were asked for are of no concern to the ladder of notices. */
const ANSWERS_ENDPOINT = '00000000-0000-0000-0000-000000000000';
