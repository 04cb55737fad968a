import { shownBalance, subtractMoney, supplyDayOf, type AccountState } from '@tegoed/prepayment-engine';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PersonalData } from '../../adapters/crypto/index.js';
import { accountStateOf } from '../../adapters/postgres/account-state-row.js';
import { AccountTermsReader } from '../../adapters/postgres/account-terms.js';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { euroOf } from '../../http/euro.js';
import type { RequestContext } from '../../http/request-context.js';
import { writeAudit } from '../audit/index.js';
import type { Account, Debts, HouseholdAccount } from './account-answer.js';
import { AccountDoor, type LocatedAccount } from './account-door.js';
import { outlookOfAccount } from './account-outlook.js';
import { accountRowOf, daysLeftOf, isoOrNull, SELECT_ACCOUNT_ROWS, type AccountRowColumns } from './account-rows.js';

interface DetailColumns {
  readonly tariff_id: string;
  readonly tariff_name: string;
  readonly policy_id: string;
  readonly policy_name: string;
  readonly region: Account['policy']['region'];
  readonly serial: string;
  readonly model: string;
  readonly through_serial: string | null;
  readonly language: Account['contact']['language'];
  readonly phone: Buffer | null;
  readonly mail: Buffer | null;
  readonly contract_from: string;
  readonly contract_until: string | null;
}

/** Terms, meter, contact and dates of one contract; the end is given as the last day, not as the day after. */
const SELECT_DETAILS = `
select tr.public_id as tariff_id, tr.name as tariff_name, po.public_id as policy_id, po.name as policy_name, po.region,
  m.serial, m.model, m.through_serial, p.language, p.phone, p.mail, lower(c.period) as contract_from, upper(c.period) - 1 as contract_until
from account_state s join contract c using (account_id) join person p using (person_id)
join tariff tr on tr.tariff_id = s.tariff_id join policy po on po.policy_id = s.policy_id
join lateral (
  select mt.serial, mm.name as model, th.serial as through_serial
  from meter_placement mp join meter mt using (meter_id) join meter_model mm using (meter_model_id)
  left join meter th on th.meter_id = mp.speaks_through_meter_id
  where mp.connection_id = c.connection_id and mp.placed && c.period order by lower(mp.placed) desc limit 1) m on true
where s.account_id = $1`;

/** Reads one account with everything its page shows, and writes down who looked. */
@Injectable()
export class ReadAccount {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(AccountTermsReader) private readonly terms: AccountTermsReader,
    @Inject(AccountDoor) private readonly door: AccountDoor,
  ) {}

  async one(context: RequestContext, publicId: string): Promise<Account> {
    const located = await this.door.locate(context, publicId);
    const read = await inTenant(this.dataSource, located.tenantId, async (tx) => {
      await writeAudit(tx, context, { action: 'account.read', subject: `account:${publicId}`, atMs: located.now });
      return readColumns(tx, located);
    });
    const state = { ...accountStateOf(read.row), confirmedSupply: read.row.supply_now };
    const outlook = outlookOfAccount(state, await this.terms.of(located.tenantId, read.row, located.now), located.now);
    return this.answer(context, located, read, state, outlook);
  }

  private answer(
    context: RequestContext,
    { now }: LocatedAccount,
    { row, details, household }: ReadColumns,
    state: AccountState,
    outlook: ReturnType<typeof outlookOfAccount>,
  ): Account {
    const { decision, emergencyLimitMicroEuro, emergencyAvailableMicroEuro } = outlook;
    const today = supplyDayOf(now);
    return {
      ...accountRowOf(row, this.personalData, now, today),
      debts: debtsOf(state),
      emergency: {
        limitEuro: euroOf(emergencyLimitMicroEuro),
        availableEuro: euroOf(emergencyAvailableMicroEuro),
        usedEuro: euroOf(subtractMoney(emergencyLimitMicroEuro, emergencyAvailableMicroEuro)),
      },
      amountToStayOnEuro: euroOf(decision.amountToStayOnMicroEuro),
      amountToGetBackOnEuro: decision.amountToGetBackOnMicroEuro === null ? null : euroOf(decision.amountToGetBackOnMicroEuro),
      instalment: state.instalmentMicroEuro === 0 ? null : { amountEuro: euroOf(state.instalmentMicroEuro) },
      protectedUntil: state.protectedUntil,
      paymentUnderWayUntil: isoOrNull(state.paymentUnderWayUntil),
      meter: { serial: details.serial, model: details.model, gasThroughSerial: details.through_serial },
      tariff: { id: details.tariff_id, name: details.tariff_name },
      policy: { id: details.policy_id, name: details.policy_name, region: details.region },
      contact: this.contactOf(context, details),
      contractFrom: details.contract_from,
      contractUntil: details.contract_until,
      householdAccounts: household.map((other) => householdAccountOf(other, today)),
    };
  }

  // A case worker calls people; the mail address is not needed for that.
  private contactOf(context: RequestContext, { language, phone, mail }: DetailColumns): Account['contact'] {
    const email = context.role === 'case_worker' ? null : this.personalData.openOrNull('person.mail', mail);
    return { language, phone: this.personalData.openOrNull('person.phone', phone), email };
  }
}

interface ReadColumns {
  readonly row: AccountRowColumns;
  readonly details: DetailColumns;
  readonly household: readonly AccountRowColumns[];
}

async function readColumns(tx: TenantTransaction, { accountId, now }: LocatedAccount): Promise<ReadColumns> {
  const today = supplyDayOf(now);
  const row = await tx.one<AccountRowColumns>(`${SELECT_ACCOUNT_ROWS} where s.account_id = $2`, [today, accountId]);
  const details = await tx.one<DetailColumns>(SELECT_DETAILS, [accountId]);
  const household = await tx.query<AccountRowColumns>(
    `${SELECT_ACCOUNT_ROWS} where a.household_id = (select household_id from account where account_id = $2) and s.account_id <> $2
     and c.period @> $1::date order by s.account_id`,
    [today, accountId],
  );
  return { row, details, household };
}

function debtsOf({ balances }: AccountState): Debts {
  return {
    supplyEuro: euroOf(balances.debtSupplyMicroEuro),
    protectedEuro: euroOf(balances.debtProtectedMicroEuro),
    oldEuro: euroOf(balances.debtOldMicroEuro),
    returnedEuro: euroOf(balances.debtReturnedMicroEuro),
    correctionEuro: euroOf(balances.debtCorrectionMicroEuro),
  };
}

function householdAccountOf(row: AccountRowColumns, today: ReturnType<typeof supplyDayOf>): HouseholdAccount {
  const state = accountStateOf(row);
  return {
    id: row.public_id,
    utility: state.utility,
    confirmedSupply: row.supply_now,
    balanceEuro: euroOf(shownBalance(state.balances, state.debtSupplyAtZeroMicroEuro)),
    daysLeft: daysLeftOf(row.runs_out_on, today),
  };
}
