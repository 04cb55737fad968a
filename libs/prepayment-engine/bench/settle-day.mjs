// How long settling one day takes per account, in one thread, over as many accounts as a large tenant has.
// Run after a build: node bench/settle-day.mjs [accounts]. Prints nanoseconds of processor time of this thread per
// account, the median of five rounds, so that a busy machine does not count; making the made-up account is reported
// apart and is included.
import {
  belgianCalendar,
  EMPTY_BALANCES,
  prepareDay,
  settlePreparedDay,
  shippedPolicy,
  supplyDayFrom,
} from '../dist/index.js';

const accounts = Number(process.argv[2] ?? 1_300_000);
const meter = { registerDigits: 6, maxDailyUse: 220_000, gasFactor: null };
const tariff = {
  id: 'bench',
  utility: 'electricity',
  validFrom: '2026-10-01',
  validUntil: '2026-12-31',
  energy: { kind: 'day_night', dayPricePerKwh: 15_217, nightPricePerKwh: 12_346 },
  networkPricePerKwh: 5_123,
  leviesPricePerKwh: 2_017,
  capacityPricePerKwYear: 5_098_765,
  capacityFloorW: 2500,
  fixedPricePerDay: 10_959,
  vatBasisPoints: 600,
};
const prepared = prepareDay({
  day: supplyDayFrom('2026-11-23'),
  tariff,
  policy: shippedPolicy('flanders'),
  calendar: belgianCalendar('flanders', 2026, 2027, { coldSpell: 'mild' }),
  now: Date.UTC(2026, 10, 24, 5, 0),
});

const kinds = {
  'in credit, measured': (index) => ({ creditMicroEuro: 60_000_000 + (index % 1000) * 20_000 }),
  'low credit, measured': (index) => ({ creditMicroEuro: 4_000_000 + (index % 100) * 5_000 }),
  'emergency credit, measured': (index) => ({ debtSupplyMicroEuro: 20_000_000 + (index % 100) * 5_000 }),
  'exhausted, measured': (index) => ({ debtSupplyMicroEuro: 60_000_000 + (index % 100) * 5_000 }),
};

for (const [name, balancesOf] of Object.entries(kinds)) {
  const all = median(() => measure(balancesOf, (made) => settlePreparedDay(prepared, made).kind === 'settled'));
  const made = median(() => measure(balancesOf, (account) => account.state.lastDay.length === 10));
  console.log(`${name}: ${all} ns per account, of which ${made} ns make the account (${accounts} accounts)`);
}

function median(round) {
  const rounds = Array.from({ length: 5 }, round).sort((a, b) => a - b);
  return Math.round(rounds[2]);
}

function measure(balancesOf, settle) {
  const start = threadMicroseconds();
  let settled = 0;
  for (let index = 0; index < accounts; index += 1) {
    if (settle(accountDay(index, balancesOf(index)))) settled += 1;
  }
  const elapsed = threadMicroseconds() - start;
  if (settled !== accounts) throw new Error(`only ${settled} settled`);
  return (elapsed * 1000) / accounts;
}

function threadMicroseconds() {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

function accountDay(index, balances) {
  const offtake1 = 1_000_000 + index * 7;
  const offtake2 = 2_000_000 + index * 5;
  return {
    reading: {
      quality: 'measured',
      registers: { offtake1: offtake1 + 3000 + (index % 4000), offtake2: offtake2 + 2500, injection1: 0, injection2: 0 },
      exchange: null,
      readAt: null,
    },
    state: {
      utility: 'electricity',
      balances: { ...EMPTY_BALANCES, ...balances },
      debtSupplyAtZeroMicroEuro: 0,
      // Built from parts, as a row from a file would be, so that no string is shared between accounts.
      lastDay: ['2026-11', '22'].join('-'),
      lastReadDay: ['2026-11', '22'].join('-'),
      registers: { offtake1, offtake2, injection1: 0, injection2: 0 },
      meanDailyChargeMicroEuro: 2_000_000 + (index % 500) * 1000,
      creditState: 'in_credit',
      desiredSupply: 'on',
      confirmedSupply: 'on',
      emergencyTakenMicroEuro: 0,
      protectedUntil: null,
      paymentUnderWayUntil: null,
      lacDecision: false,
      repaymentShareBasisPoints: null,
      instalmentMicroEuro: 0,
      instalmentWeek: null,
      repaidMonth: null,
      repaidInMonthMicroEuro: 0,
      warnedDaysLeft: null,
      staleSince: null,
    },
    meter,
    householdRepaidInMonthMicroEuro: 0,
  };
}
