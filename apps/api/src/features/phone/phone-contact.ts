import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isoOf, wallNowMs } from '../../adapters/clock/wall-clock.js';
import { e164Of, PersonalData } from '../../adapters/crypto/index.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { forbidden, notFound } from '../../http/problem.js';
import type { Language, RequestContext } from '../../http/request-context.js';
import { AccountDoor, type LocatedAccount } from '../accounts/index.js';
import { writeAudit } from '../audit/index.js';

/** A call and the texts after it are over long before this. */
const CONTACT_LASTS_MS = 2 * 3_600_000;

export const CONTACT_CHANNELS = ['call', 'sms'] as const;
export type ContactChannel = (typeof CONTACT_CHANNELS)[number];

/** A call or an SMS whose customer is known. */
export interface KnownContact {
  readonly sid: string;
  readonly channel: ContactChannel;
  readonly tenantId: number;
  readonly personId: number;
  readonly language: Language;
  /** E.164; null for a call without a number. */
  readonly caller: string | null;
  /** Proved by the PIN. */
  readonly identified: boolean;
  readonly balanceWithoutPin: boolean;
  /** The contact as the one who asks: for the audit, and for what it may see. */
  readonly context: RequestContext;
}

/** A contact about which nothing more is known than that it is there. */
export interface UnknownContact {
  readonly sid: string;
  readonly tenantId: null;
}

interface ContactRow {
  readonly tenant_id: number | null;
  readonly person_id: number | null;
  readonly known_by: 'number' | 'connection' | null;
  readonly channel: ContactChannel;
  readonly caller: Buffer | null;
  readonly identified: boolean;
  readonly language: Language | null;
  readonly balance_without_pin: boolean;
}

/** Opens contacts and says what each of them may see. Contacts live on wall time, whatever the clock of the tenant's world says. */
@Injectable()
export class PhoneContacts {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(AccountDoor) private readonly door: AccountDoor,
  ) {}

  /** Opens a contact or finds it again; a number that is not one number of one customer knows nobody. */
  async open(sid: string, channel: ContactChannel, from: string | null): Promise<KnownContact | UnknownContact> {
    const number = from === null ? null : e164Of(from);
    await this.dataSource.query('select open_phone_contact($1, $2, $3, $4, $5)', [
      sid, channel, number === null ? null : this.personalData.phoneIndex(number),
      this.personalData.sealOrNull('phone_contact.caller', number), isoOf(wallNowMs()),
    ]);
    return this.find(sid);
  }

  /** Throws a 404 when there is no such contact (any more). */
  async find(sid: string): Promise<KnownContact | UnknownContact> {
    const [row] = await this.dataSource.query<ContactRow[]>('select * from find_phone_contact($1, $2)', [sid, isoOf(wallNowMs() - CONTACT_LASTS_MS)]);
    if (row === undefined) throw notFound('contact');
    if (row.tenant_id === null || row.person_id === null || row.language === null) return { sid, tenantId: null };
    return {
      sid, channel: row.channel, tenantId: row.tenant_id, personId: row.person_id, language: row.language, identified: row.identified,
      caller: this.personalData.openOrNull('phone_contact.caller', row.caller),
      // Only the customer's own number makes the PIN needless, not a number that was read from a meter.
      balanceWithoutPin: row.balance_without_pin && row.known_by === 'number',
      context: contextOf(sid, row.channel, row.tenant_id),
    };
  }

  /** A contact that may act: proved by the PIN, or an SMS from the customer's number. Throws a 403 for any other. */
  async acting(sid: string): Promise<KnownContact> {
    const contact = await this.find(sid);
    if (contact.tenantId === null || !(contact.identified || contact.channel === 'sms')) {
      throw forbidden('This contact has not proved who it is: ask for the PIN first.');
    }
    return contact;
  }

  /** An account of the contact's customer. Throws a 404 for any other account, as if it did not exist. */
  async accountOf(contact: KnownContact, publicId: string): Promise<LocatedAccount> {
    const located = await this.door.locate(contact.context, publicId);
    const own = await inTenant(this.dataSource, contact.tenantId, (tx) =>
      tx.query('select 1 from contract where account_id = $1 and person_id = $2', [located.accountId, contact.personId]));
    if (own.length === 0) throw notFound('account');
    return located;
  }

  /** The contact has proved who it is. */
  async identified(contact: KnownContact, step: number, nowMs: number): Promise<void> {
    await inTenant(this.dataSource, contact.tenantId, async (tx) => {
      await tx.query('select accept_pin_try($1, $2, $3)', [contact.sid, step, isoOf(wallNowMs())]);
      await writeAudit(tx, contact.context, { action: 'phone.identified', subject: `contact:${contact.sid}`, atMs: nowMs });
    });
  }
}

function contextOf(sid: string, channel: ContactChannel, tenantId: number): RequestContext {
  return {
    actor: `${channel}:${sid}`, actorName: channel === 'call' ? 'phone' : 'sms', tenantId, ocmwId: null, role: null, scopes: [],
    isSandboxKey: false, user: null,
  };
}
