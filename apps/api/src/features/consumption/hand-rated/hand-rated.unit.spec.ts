import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  addDays, belgianCalendar, EMPTY_BALANCES, instantAt, microEuro, microEuroFromDecimal, NO_MONEY, settleDay, shippedPolicy, type AccountState, type DayCharge,
  type DaySettlement, type MeterFacts, type Registers, type SupplyDay, type TariffVersion, type Utility,
} from '@tegoed/prepayment-engine';
import { describe, expect, it } from 'vitest';
import { type DayVolume, readReadingsFile } from '../../../adapters/mdm/index.js';
import { electricityExport, gasExport, YEAR } from './quarter-hours.spec.js';

type Row = Readonly<Record<string, string>>;

/** A fixture: the rows of the days by name of the column, and the totals of the months in cents. */
function fixture(name: string): { days: readonly Row[]; totals: ReadonlyMap<string, string> } {
  const [header, ...lines] = readFileSync(resolve(import.meta.dirname, name), 'utf8').trimEnd().split('\n').filter((line) => !line.startsWith('#'));
  const columns = header!.split(';');
  const rows = lines.map((line) => line.split(';'));
  const totals = new Map(rows.filter(([day]) => day!.startsWith('total')).map((cells) => [cells[0]!.slice(6), cells.at(-1)!]));
  const days = rows.filter(([day]) => !day!.startsWith('total')).map((cells) => Object.fromEntries(cells.map((cell, index) => [columns[index]!, cell])));
  return { days, totals };
}

const quarterOf = (day: SupplyDay): number => Math.floor((Number(day.slice(5, 7)) - 1) / 3);
const PRICES = [[15_655, 12_120], [15_345, 11_880], [15_190, 11_760], [15_500, 12_000]] as const;
const GAS_PRICES = [5_353, 5_247, 5_194, 5_300] as const;
const FACTORS: Readonly<Record<string, number>> = { '2026-01': 11_612_300, '2026-03': 11_587_100, '2026-10': 11_604_900 };

const tariffOf = (utility: Utility, changes: Partial<TariffVersion>): TariffVersion => ({
  id: utility, utility, validFrom: '2026-01-01' as SupplyDay, validUntil: null, energy: { kind: 'single', pricePerKwh: 0 }, networkPricePerKwh: 0, leviesPricePerKwh: 0,
  capacityPricePerKwYear: 0, capacityFloorW: 2_500, fixedPricePerDay: 0, vatBasisPoints: 600, ...changes,
});
const TERMS = {
  electricity: {
    tariffOn: (day: SupplyDay) => {
      const [dayPricePerKwh, nightPricePerKwh] = PRICES[quarterOf(day)]!;
      return tariffOf('electricity', { energy: { kind: 'day_night', dayPricePerKwh, nightPricePerKwh }, networkPricePerKwh: 6_000, leviesPricePerKwh: 3_000, capacityPricePerKwYear: 4_500_000, fixedPricePerDay: 5_500 });
    },
    meterOn: (): MeterFacts => ({ registerDigits: 6, maxDailyUse: 220_000, gasFactor: null }),
    opening: { offtake1: 4_321_000, offtake2: 2_876_500, injection1: 150_000, injection2: 61_250 } as Registers,
  },
  gas: {
    tariffOn: (day: SupplyDay) => tariffOf('gas', { energy: { kind: 'single', pricePerKwh: GAS_PRICES[quarterOf(day)]! }, networkPricePerKwh: 1_300, leviesPricePerKwh: 450, fixedPricePerDay: 9_000 }),
    meterOn: (day: SupplyDay): MeterFacts => ({ registerDigits: 5, maxDailyUse: 144_000, gasFactor: { microKwhPerCubicMetre: FACTORS[day.slice(0, 7)] ?? 11_600_000, status: 'final' } }),
    opening: { offtake1: 1_234_567, offtake2: null, injection1: null, injection2: null } as Registers,
  },
} as const;

const OPENED: AccountState = {
  utility: 'electricity', balances: { ...EMPTY_BALANCES, creditMicroEuro: microEuro(9_000_000_000) }, debtSupplyAtZeroMicroEuro: NO_MONEY, lastDay: '2025-12-31' as SupplyDay,
  lastReadDay: '2025-12-31' as SupplyDay, registers: null, meanDailyChargeMicroEuro: NO_MONEY, creditState: 'in_credit', desiredSupply: 'on', confirmedSupply: 'on',
  emergencyTakenMicroEuro: NO_MONEY, protectedUntil: null, paymentUnderWayUntil: null, lacDecision: false, repaymentShareBasisPoints: null, instalmentMicroEuro: NO_MONEY,
  instalmentWeek: null, repaidMonth: null, repaidInMonthMicroEuro: NO_MONEY, warnedDaysLeft: null, staleSince: null,
};
const world = { policy: shippedPolicy('flanders'), calendar: belgianCalendar('flanders', 2025, 2027, { coldSpell: 'mild' }), householdRepaidInMonthMicroEuro: NO_MONEY };

/** The registers after a day's volumes. */
function advanced(before: Registers, volumes: readonly DayVolume[]): Registers {
  const after = { ...before };
  for (const { register, volume } of volumes) after[register === 'gas' ? 'offtake1' : register] = (after[register === 'gas' ? 'offtake1' : register] ?? 0) + (volume ?? 0);
  return after;
}

/** The whole year settled day by day from the export's bytes. */
function livedYear(utility: 'electricity' | 'gas', file: string): Map<SupplyDay, DaySettlement> {
  const read = readReadingsFile(Buffer.from(file), { now: Date.UTC(2027, 0, 5) });
  expect(read).toMatchObject({ verdict: 'accept', rejected: 0 });
  const byDay = new Map<string, DayVolume[]>();
  for (const volume of read.dayVolumes) byDay.set(volume.supplyDay, [...(byDay.get(volume.supplyDay) ?? []), volume]);
  const { tariffOn, meterOn, opening } = TERMS[utility];
  const settled = new Map<SupplyDay, DaySettlement>();
  let state: AccountState = { ...OPENED, utility, registers: opening };
  for (const day of YEAR) {
    const volumes = byDay.get(day) ?? [];
    expect(volumes.every(({ daySlots, expectedSlots, unknownSlots }) => daySlots >= expectedSlots && unknownSlots === 0)).toBe(true);
    const reading = { quality: 'measured', registers: advanced(state.registers!, volumes), exchange: null, readAt: null } as const;
    const outcome = settleDay({ ...world, state, reading, meter: meterOn(day), tariff: tariffOn(day), day, now: instantAt(addDays(day, 1), 360) });
    if (outcome.kind !== 'settled' || outcome.verdict.kind !== 'measured') throw new Error(`${day}: ${JSON.stringify(outcome)}`);
    settled.set(day, outcome);
    state = outcome.state;
  }
  return settled;
}

const cents = (amount: number): string => {
  const whole = Math.round(amount / 10_000);
  return `${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, '0')}`;
};
const inMicroEuro = (written: string): number => microEuroFromDecimal(written)!;

const PARTS = { energy: 'energyMicroEuro', network: 'networkMicroEuro', capacity: 'capacityMicroEuro', fixed: 'fixedMicroEuro', levies: 'leviesMicroEuro', vat: 'vatMicroEuro', total: 'totalMicroEuro' } as const;

/** Every day of the fixture part by part, and every month to the cent. */
function compare(name: string, year: ReadonlyMap<SupplyDay, DaySettlement>, registersOf: (row: Row) => Partial<Registers>): void {
  const { days, totals } = fixture(name);
  expect([days.length, totals.size]).toEqual([93, 3]);
  for (const row of days) {
    const day = row['day'] as SupplyDay;
    const { charge, state } = year.get(day)!;
    expect(state.registers, day).toMatchObject(registersOf(row));
    for (const [column, part] of Object.entries(PARTS)) if (row[column] !== undefined) expect(charge[part as keyof DayCharge], `${day} ${column}`).toBe(inMicroEuro(row[column]));
  }
  for (const [month, total] of totals) {
    const sum = [...year].filter(([day]) => day.startsWith(month)).reduce((all, [, { charge }]) => all + charge.totalMicroEuro, 0);
    expect(cents(sum), month).toBe(total);
  }
}

describe('a year of quarter-hours against three months rated by hand', () => {
  it('electricity on two registers with solar panels', () => {
    const year = livedYear('electricity', electricityExport());
    compare('electricity-with-solar.csv', year, (row) => ({ offtake1: Number(row['day_to']), offtake2: Number(row['night_to']) }));
    const { days } = fixture('electricity-with-solar.csv');
    expect(days.map((row) => Number(row['injected_wh']))).toEqual(days.map((row) => year.get(row['day'] as SupplyDay)!.consumption!.injectionWh));
  });

  it('gas by the factor of its month', () => {
    compare('gas.csv', livedYear('gas', gasExport()), (row) => ({ offtake1: Number(row['to_dm3']) }));
  });
});
