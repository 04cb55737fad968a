import { Foundations1000000000000 } from './0000-foundations.js';
import { TenantsAndPeople1000000000001 } from './0001-tenants-and-people.js';
import { GridAndContracts1000000000002 } from './0002-grid-and-contracts.js';
import { Ledger1000000000003 } from './0003-ledger.js';
import { SupplyAndNotices1000000000004 } from './0004-supply-and-notices.js';
import { PostEntry1000000000005 } from './0005-post-entry.js';
import { PeopleDoors1000000000006 } from './0006-people-doors.js';
import { SandboxDoors1000000000007 } from './0007-sandbox-doors.js';
import { KnownRegisters1000000000010 } from './0010-known-registers.js';
import { GasStationsAndPeaks1000000000011 } from './0011-gas-stations-and-peaks.js';
import { BankLines1000000000015 } from './0015-bank-lines.js';
import { WebPayments1000000000020 } from './0020-web-payments.js';
import { CustomerAccess1000000000021 } from './0021-customer-access.js';
import { Phone1000000000031 } from './0031-phone.js';

/** All migrations in the order in which they run; a released one is never edited. */
export const migrations = [
  Foundations1000000000000,
  TenantsAndPeople1000000000001,
  GridAndContracts1000000000002,
  Ledger1000000000003,
  SupplyAndNotices1000000000004,
  PostEntry1000000000005,
  PeopleDoors1000000000006,
  SandboxDoors1000000000007,
  KnownRegisters1000000000010,
  GasStationsAndPeaks1000000000011,
  BankLines1000000000015,
  WebPayments1000000000020,
  CustomerAccess1000000000021,
  Phone1000000000031,
];
