import { addDays, type Registers, type SupplyDay } from '@tegoed/prepayment-engine';
import type { DayVolume, Register, RegisterReading } from '../../adapters/mdm/index.js';
import type { EanIndex } from '../../adapters/postgres/day-run/ean-index.js';
import { ReadingPivot } from '../../adapters/postgres/day-run/reading-pivot.js';
import type { RegisterSlot } from '../../adapters/postgres/day-run/stage-block.js';

/** A reading that could not be taken, for the reject list. */
export interface RejectedReading {
  readonly ean: string | null;
  readonly line: number;
  readonly why: string;
}

/** Where a meter of a file belongs, and what its account knows already. */
export interface KnownMeter {
  readonly accountId: number;
  readonly lastDay: SupplyDay;
  readonly lastReadDay: SupplyDay | null;
  readonly registers: Registers | null;
}

const SLOT_OF: Record<Register, RegisterSlot> = { offtake1: 0, gas: 0, offtake2: 1, injection1: 2, injection2: 3 };

/** Readings gathered per supply day, ready for the stage. */
export class DayReadings {
  readonly days = new Map<SupplyDay, ReadingPivot>();
  readonly rejected: RejectedReading[] = [];
  accepted = 0;

  constructor(private readonly index: Pick<EanIndex, 'firstAccountId' | 'lastAccountId'>) {}

  /** The readings of one day, made when first asked for. */
  day(day: SupplyDay): ReadingPivot {
    let pivot = this.days.get(day);
    if (pivot === undefined) {
      pivot = new ReadingPivot(this.index.firstAccountId, this.index.lastAccountId);
      this.days.set(day, pivot);
    }
    return pivot;
  }

  /** One register at the end of a day. A second, other value for the same register is a conflict that a person solves. */
  put(accountId: number, day: SupplyDay, register: Register, value: number, estimated: boolean, line: number, ean: string | null): void {
    const outcome = this.day(day).put(accountId, SLOT_OF[register], value, estimated);
    if (outcome === 'conflict') this.rejected.push({ ean, line, why: `another value for ${register} at the end of ${day} came before` });
    else this.accepted += 1;
  }
}

/** Adds register readings of known meters; days that are settled already are late and go to the reject list. */
export function addReadings(into: DayReadings, readings: readonly RegisterReading[], find: (reading: { ean: string | null; meterSerial: string | null }) => KnownMeter | null): void {
  for (const reading of readings) {
    const meter = find(reading);
    const day = reading.supplyDay as SupplyDay;
    if (meter === null) into.rejected.push({ ean: reading.ean, line: reading.line, why: 'no contract of this supplier on this connection or meter' });
    // The register at the start of the first day only says where the counting begins.
    else if (day <= meter.lastDay) noteSettled(into, reading, meter);
    else into.put(meter.accountId, day, reading.register, reading.value, reading.quality !== 'measured', reading.line, reading.ean);
  }
}

function noteSettled(into: DayReadings, reading: RegisterReading, meter: KnownMeter): void {
  if (reading.supplyDay === meter.lastReadDay) into.accepted += 1;
  else into.rejected.push({ ean: reading.ean, line: reading.line, why: `the day ${reading.supplyDay} is settled already` });
}

/**
 * Adds consumption per day (summed from quarter-hours) as registers: from where the account stands, day by day, without
 * a hole. A day with unknown parts counts what is known and is marked estimated, so that nobody loses supply on it; the
 * register that follows puts it right.
 */
export function addVolumes(into: DayReadings, volumes: readonly DayVolume[], find: (volume: { ean: string | null; meterSerial: string | null }) => KnownMeter | null): void {
  for (const [meter, byDay] of perMeter(into, volumes, find)) {
    let registers = meter.registers ?? { offtake1: 0, offtake2: null, injection1: null, injection2: null };
    for (let day = addDays(meter.lastDay, 1); byDay.has(day); day = addDays(day, 1)) {
      const ofDay = byDay.get(day) ?? [];
      registers = advanced(registers, ofDay);
      const estimated = ofDay.some((v) => v.quality !== 'measured' || v.unknownSlots > 0 || v.daySlots < v.expectedSlots);
      for (const register of ['offtake1', 'offtake2', 'injection1', 'injection2'] as const) {
        const value = registers[register];
        if (value !== null) into.put(meter.accountId, day, register, value, estimated, 0, null);
      }
    }
  }
}

function perMeter(into: DayReadings, volumes: readonly DayVolume[], find: (volume: DayVolume) => KnownMeter | null): Map<KnownMeter, Map<SupplyDay, DayVolume[]>> {
  const meters = new Map<KnownMeter, Map<SupplyDay, DayVolume[]>>();
  for (const volume of volumes) {
    const meter = find(volume);
    if (meter === null) {
      into.rejected.push({ ean: volume.ean, line: 0, why: 'no contract of this supplier on this connection or meter' });
      continue;
    }
    // Gas comes as energy too; the volume is what the meter measured and what we convert ourselves.
    if (volume.register === 'gas' && volume.unit === 'Wh') continue;
    const days = meters.get(meter) ?? new Map<SupplyDay, DayVolume[]>();
    days.set(volume.supplyDay as SupplyDay, [...(days.get(volume.supplyDay as SupplyDay) ?? []), volume]);
    meters.set(meter, days);
  }
  return meters;
}

function advanced(registers: Registers, volumes: readonly DayVolume[]): Registers {
  const next = { ...registers };
  for (const volume of volumes) {
    const register = volume.register === 'gas' ? 'offtake1' : volume.register;
    next[register] = (next[register] ?? 0) + (volume.volume ?? 0);
  }
  return next;
}
