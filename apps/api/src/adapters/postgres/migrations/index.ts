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
import { ExchangeDoors1000000000012 } from './0012-exchange-doors.js';
import { PriceBookImports1000000000013 } from './0013-price-book-imports.js';
import { BankLines1000000000015 } from './0015-bank-lines.js';
import { WebPayments1000000000020 } from './0020-web-payments.js';
import { CustomerAccess1000000000021 } from './0021-customer-access.js';
import { CounterReversals1000000000022 } from './0022-counter-reversals.js';
import { GiveBack1000000000025 } from './0025-give-back.js';
import { Safety1000000000026 } from './0026-safety.js';
import { Phone1000000000031 } from './0031-phone.js';
import { Messages1000000000035 } from './0035-messages.js';
import { ReadingFreshness1000000000040 } from './0040-reading-freshness.js';
import { OwnTurns1000000000045 } from './0045-own-turns.js';
import { NarrowCharges1000000000050 } from './0050-narrow-charges.js';
import { ToldByTheOthers1000000000051 } from './0051-told-by-the-others.js';
import { TypedEntries1000000000055 } from './0055-typed-entries.js';
import { AccountsOfReferences1000000000056 } from './0056-accounts-of-references.js';
import { Refunds1000000000057 } from './0057-refunds.js';
import { GatheredPayments1000000000058 } from './0058-gathered-payments.js';
import { SharedNumbers1000000000060 } from './0060-shared-numbers.js';

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
  ExchangeDoors1000000000012,
  PriceBookImports1000000000013,
  BankLines1000000000015,
  WebPayments1000000000020,
  CustomerAccess1000000000021,
  CounterReversals1000000000022,
  GiveBack1000000000025,
  Safety1000000000026,
  Phone1000000000031,
  Messages1000000000035,
  ReadingFreshness1000000000040,
  OwnTurns1000000000045,
  NarrowCharges1000000000050,
  ToldByTheOthers1000000000051,
  TypedEntries1000000000055,
  AccountsOfReferences1000000000056,
  Refunds1000000000057,
  GatheredPayments1000000000058,
  SharedNumbers1000000000060,
];
