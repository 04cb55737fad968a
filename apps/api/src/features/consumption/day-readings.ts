import { addDays, type Registers, type SupplyDay } from '@tegoed/prepayment-engine';
import type { DayVolume, Register, RegisterReading } from '../../adapters/mdm/index.js';
import type { EanIndex } from '../../adapters/postgres/day-run/ean-index.js';
import { ReadingPivot } from '../../adapters/postgres/day-run/reading-pivot.js';
import type { RegisterSlot } from '../../adapters/postgres/day-run/stage-block.js';
import type { KnownMeter, KnownMeters, NamedMeter } from './known-meters.js';
import { LateReadings } from './late-readings.js';

/** A reading that could not be taken, for the reject list. */
export interface RejectedReading {
  readonly ean: string | null;
  readonly line: number;
  readonly why: string;
}

/** A reading whose meter is not known, or not the one that hangs on its connection. */
export interface StrangeReading extends NamedMeter {
  readonly day: SupplyDay;
  readonly accountId: number | null;
}

const STRANGERS_KEPT = 1_000;
const SLOT_OF: Record<Register, RegisterSlot> = { offtake1: 0, gas: 0, offtake2: 1, injection1: 2, injection2: 3 };

/** Readings gathered per supply day, ready for the stage. */
export class DayReadings {
  readonly days = new Map<SupplyDay, ReadingPivot>();
  readonly rejected: RejectedReading[] = [];
  readonly late = new LateReadings();
  /** What no account of ours can be charged for, once per connection and day. */
  readonly strangers = new Map<string, StrangeReading>();
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

  /** One register of a day that is settled already. */
  putLate(accountId: number, day: SupplyDay, { register, value, quality, line, ean }: RegisterReading): void {
    if (this.late.add(accountId, day, register, value, quality) === 'taken') this.accepted += 1;
    else this.rejected.push({ ean, line, why: `another value for ${register} at the end of ${day} came before` });
  }

  /** A reading of a meter that is not ours to charge; it goes to the reject list and to the work list. */
  unknown({ ean, meterSerial, line }: NamedMeter & { readonly line: number }, day: SupplyDay, why: string, accountId: number | null): void {
    this.rejected.push({ ean, line, why });
    if (this.strangers.size < STRANGERS_KEPT) this.strangers.set(`${ean} ${meterSerial} ${day}`, { ean, meterSerial, day, accountId });
  }
}

const UNKNOWN = 'no contract of this supplier on this connection or meter';
const OTHER_METER = 'another meter hangs on this connection on that day';

/**
 * Adds register readings: those of days to come go to the stage, those of days that are settled already are late. A
 * reading of a meter that is not ours, or not the one that hangs there, is told and never charged.
 */
export function addReadings(into: DayReadings, readings: readonly RegisterReading[], meters: KnownMeters): void {
  for (const reading of readings) {
    const day = reading.supplyDay as SupplyDay;
    const found = meters.find(reading, day);
    if (found.kind === 'unknown') into.unknown(reading, day, UNKNOWN, null);
    else if (found.kind === 'other_meter') into.unknown(reading, day, OTHER_METER, found.meter.accountId);
    else if (day > found.meter.lastDay) into.put(found.meter.accountId, day, reading.register, reading.value, reading.quality !== 'measured', reading.line, reading.ean);
    else into.putLate(found.meter.accountId, day, reading);
  }
}

/**
 * Adds consumption per day (summed from quarter-hours) as registers: from where the account stands, day by day, without
 * a hole. A day with unknown parts counts what is known and is marked estimated, so that nobody loses supply on it; the
 * register that follows puts it right.
 */
export function addVolumes(into: DayReadings, volumes: readonly DayVolume[], meters: KnownMeters): void {
  for (const [meter, byDay] of perMeter(into, volumes, meters)) {
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

function perMeter(into: DayReadings, volumes: readonly DayVolume[], known: KnownMeters): Map<KnownMeter, Map<SupplyDay, DayVolume[]>> {
  const byAccount = new Map<number, KnownMeter>();
  const meters = new Map<KnownMeter, Map<SupplyDay, DayVolume[]>>();
  for (const volume of volumes) {
    const day = volume.supplyDay as SupplyDay;
    const found = known.find(volume, day);
    if (found.kind !== 'account') {
      into.unknown({ ...volume, line: 0 }, day, found.kind === 'unknown' ? UNKNOWN : OTHER_METER, found.kind === 'unknown' ? null : found.meter.accountId);
      continue;
    }
    if (day <= found.meter.lastDay) {
      into.rejected.push({ ean: volume.ean, line: 0, why: `the day ${day} is settled already; send its registers to correct it` });
      continue;
    }
    const meter = byAccount.get(found.meter.accountId) ?? found.meter;
    byAccount.set(meter.accountId, meter);
    // Gas comes as energy too; the volume is what the meter measured and what we convert ourselves.
    if (volume.register === 'gas' && volume.unit === 'Wh') continue;
    const days = meters.get(meter) ?? new Map<SupplyDay, DayVolume[]>();
    days.set(day, [...(days.get(day) ?? []), volume]);
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
