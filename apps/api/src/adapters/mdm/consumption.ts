import type { ReadingQuality, Register, RegisterReading } from './register-reading.js';
import { boundsOfDay } from './supply-day.js';

/** What one register counted in one supply day. For inspection only: billing has its own verdicts. */
export interface InspectedConsumption {
  readonly ean: string | null;
  readonly meterSerial: string | null;
  readonly supplyDay: string;
  readonly register: Register;
  readonly fromValue: number;
  readonly toValue: number;
  /** Wh or dm3; negative when the register went back. */
  readonly used: number;
  readonly quality: ReadingQuality;
}

/** Subtracts the readings of neighbouring day ends, per meter and register. A missing day gives no consumption. */
export function consumptionOf(readings: readonly RegisterReading[]): readonly InspectedConsumption[] {
  const byPlace = new Map(readings.map((reading) => [keyOf(reading, reading.readAt), reading]));
  return readings
    .flatMap((reading): InspectedConsumption[] => {
      const { ean, meterSerial, supplyDay, register } = reading;
      const before = byPlace.get(keyOf(reading, boundsOfDay(supplyDay)!.startsAt));
      if (!before) return [];
      const quality = before.quality === 'measured' ? reading.quality : before.quality;
      return [{ ean, meterSerial, supplyDay, register, fromValue: before.value, toValue: reading.value, used: reading.value - before.value, quality }];
    })
    .sort((a, b) => (a.supplyDay < b.supplyDay ? -1 : a.supplyDay > b.supplyDay ? 1 : 0));
}

function keyOf({ ean, meterSerial, register }: RegisterReading, readAt: number): string {
  return [ean, meterSerial, register, readAt].join(' ');
}
