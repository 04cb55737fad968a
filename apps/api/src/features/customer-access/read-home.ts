import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { inTenant, type TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';
import { type Account, ReadAccount } from '../accounts/index.js';
import { listPayments } from '../payments/index.js';
import type { CustomerHome, OwnEnergy, OwnPayment, TransferDetails } from './customer-answer.js';
import { contextOfCustomer, type Customer, CustomerDoor, type OwnAccount } from './customer-door.js';
import { epcQrText } from './epc-qr.js';
import { notFound } from '../../http/problem.js';

const PAYMENTS_SHOWN = 5;

interface Supplier {
  readonly name: string;
  readonly iban: string;
  readonly bic: string;
  readonly world_id: number | null;
}

/** Reads the customer's first page: the same figures as every other channel, from the same place. */
@Injectable()
export class ReadHome {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(CustomerDoor) private readonly door: CustomerDoor,
    @Inject(ReadAccount) private readonly accounts: ReadAccount,
  ) {}

  async of(customer: Customer): Promise<CustomerHome> {
    const owned = await this.door.accountsOf(customer);
    const read = await Promise.all(owned.map((own) => this.energyOf(own)));
    const first = read[0];
    if (first === undefined) throw notFound('account');
    return {
      name: first.account.customer.name,
      language: first.account.contact.language,
      supplierName: first.supplier.name,
      asOf: first.account.asOf,
      sandbox: first.supplier.world_id !== null,
      energies: read.map(({ energy }) => energy),
    };
  }

  private async energyOf(own: OwnAccount): Promise<{ account: Account; supplier: Supplier; energy: OwnEnergy }> {
    const account = await this.accounts.one(contextOfCustomer(own), own.publicId);
    const { supplier, payments } = await inTenant(this.dataSource, own.tenantId, async (tx) => ({ supplier: await readSupplier(tx), payments: await lastPayments(tx, own.accountId) }));
    return { account, supplier, energy: energyAnswer(account, transferOf(supplier, account.reference), payments) };
  }
}

function readSupplier(tx: TenantTransaction): Promise<Supplier> {
  return tx.one<Supplier>('select name, iban, bic, world_id from tenant');
}

async function lastPayments(tx: TenantTransaction, accountId: number): Promise<OwnPayment[]> {
  const { items } = await listPayments(tx, { accountId, cursor: null, limit: PAYMENTS_SHOWN });
  return items.map(({ id, paidAt, amountEuro, channel }) => ({ id, paidAt, amountEuro, channel }));
}

function transferOf({ name, iban, bic }: Supplier, reference: string): TransferDetails {
  return { beneficiary: name, iban, bic, reference, epcQr: epcQrText({ beneficiary: name, iban, bic, reference }) };
}

function energyAnswer(account: Account, transfer: TransferDetails, payments: OwnPayment[]): OwnEnergy {
  const { id, utility, creditState, desiredSupply, confirmedSupply, balanceEuro, debtEuro, daysLeft, runsOutOn, nextChange, measuredUntil, estimated } = account;
  return {
    id, utility, creditState, desiredSupply, confirmedSupply, balanceEuro, debtEuro, daysLeft, runsOutOn, nextChange, measuredUntil, estimated,
    emergencyAvailableEuro: account.emergency.availableEuro,
    amountToStayOnEuro: account.amountToStayOnEuro,
    amountToGetBackOnEuro: account.amountToGetBackOnEuro,
    paymentUnderWayUntil: account.paymentUnderWayUntil,
    transfer,
    payments,
  };
}
