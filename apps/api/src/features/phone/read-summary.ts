import { instant, prepareControl, requestEmergencyCredit } from '@tegoed/prepayment-engine';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { WorldClock } from '../../adapters/clock/world-clock.js';
import { isoOf } from '../../adapters/clock/wall-clock.js';
import { accountStateOf } from '../../adapters/postgres/account-state-row.js';
import { AccountTermsReader } from '../../adapters/postgres/account-terms.js';
import { readSnapshot } from '../../adapters/postgres/post-entry.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { euroOf } from '../../http/euro.js';
import { forbidden } from '../../http/problem.js';
import { ReadAccount } from '../accounts/index.js';
import { listPayments } from '../payments/index.js';
import type { PhoneAccount, PhoneSummary } from './phone-answer.js';
import { PhoneContacts, type KnownContact } from './phone-contact.js';

interface OwnAccount {
  readonly account_id: number;
  readonly public_id: string;
}

/** Contracts of the customer in force on a day; electricity first, because it is heard first. */
const OWN_ACCOUNTS = `
select a.account_id, a.public_id from contract c join account a using (account_id) join connection k using (connection_id)
where c.person_id = $1 and c.period @> ($2::timestamptz at time zone 'Europe/Brussels')::date
order by array_position(array['electricity', 'gas', 'exclusive_night'], k.utility), a.account_id`;

/** Reads what a contact may be told, from the same read model as the web, the desk and the letters. */
@Injectable()
export class ReadSummary {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(WorldClock) private readonly clock: WorldClock,
    @Inject(AccountTermsReader) private readonly terms: AccountTermsReader,
    @Inject(PhoneContacts) private readonly contacts: PhoneContacts,
    @Inject(ReadAccount) private readonly account: ReadAccount,
  ) {}

  /** Throws a 403 for a contact that proved nothing, and whose customer did not ask to hear the balance without a PIN. */
  async of(sid: string): Promise<PhoneSummary> {
    const contact = await this.contacts.find(sid);
    const mayHear = contact.tenantId !== null && (contact.identified || contact.channel === 'sms' || contact.balanceWithoutPin);
    if (contact.tenantId === null || !mayHear) throw forbidden('This contact has not proved who it is: ask for the PIN first.');
    const nowMs = await this.clock.nowOf(contact.tenantId);
    const own = await inTenant(this.dataSource, contact.tenantId, (tx) => tx.query<OwnAccount>(OWN_ACCOUNTS, [contact.personId, isoOf(nowMs)]));
    const accounts: PhoneAccount[] = [];
    for (const one of own) accounts.push(await this.phoneAccount(contact, one));
    return { language: contact.language, identified: contact.identified, accounts };
  }

  private async phoneAccount(contact: KnownContact, own: OwnAccount): Promise<PhoneAccount> {
    const account = await this.account.one(contact.context, own.public_id);
    const { control, state, payments } = await this.facts(contact.tenantId, own.account_id, await this.clock.nowOf(contact.tenantId));
    const offer = requestEmergencyCredit(state, control);
    const last = payments.items.find((payment) => payment.state === 'booked');
    return {
      id: account.id,
      utility: account.utility,
      reference: account.reference.replace(/\D/g, ''),
      creditState: account.creditState,
      desiredSupply: account.desiredSupply,
      confirmedSupply: account.confirmedSupply,
      balanceEuro: account.balanceEuro,
      daysLeft: account.daysLeft,
      runsOutOn: account.runsOutOn,
      nextChange: account.nextChange,
      measuredUntil: account.measuredUntil,
      estimated: account.estimated,
      amountToGetBackOnEuro: account.amountToGetBackOnEuro,
      paymentUnderWayUntil: account.paymentUnderWayUntil,
      emergency: {
        starts: control.rules.emergencyStarts,
        canBeTaken: offer.kind === 'taken',
        inUse: account.creditState === 'emergency',
        limitEuro: account.emergency.limitEuro,
        availableEuro: euroOf(offer.availableMicroEuro),
      },
      lastPayment: last === undefined ? null : { amountEuro: last.amountEuro, paidAt: last.paidAt, recordedAt: last.recordedAt },
      asOf: account.asOf,
    };
  }

  private async facts(tenantId: number, accountId: number, nowMs: number) {
    const { snapshot, payments } = await inTenant(this.dataSource, tenantId, async (tx) => ({
      snapshot: await readSnapshot(tx.manager, tenantId, accountId, false),
      payments: await listPayments(tx, { accountId, cursor: null, limit: 5 }),
    }));
    if (snapshot === null) throw new Error(`account ${accountId} has a contract and no state`);
    const now = instant(nowMs);
    const state = accountStateOf(snapshot);
    return { state, payments, control: prepareControl({ ...(await this.terms.of(tenantId, snapshot, now)), now, utility: state.utility }) };
  }
}
