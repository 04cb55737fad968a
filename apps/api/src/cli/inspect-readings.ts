import { writeDecimal } from '../adapters/inbound-bytes/decimal.js';
import { consumptionOf, readReadingsFile, type DayVolume, type InspectedConsumption, type ReadingQuality, type ReadingsFile, type Register } from '../adapters/mdm/index.js';
import type { InspectedFile } from './inspect-bank.js';

/** The names of the registers in the output: those of the bill. */
const SHOWN: Readonly<Record<Register, string>> = { offtake1: 'day', offtake2: 'night', injection1: 'injection_day', injection2: 'injection_night', gas: 'gas' };

/** Parses and judges a file of readings without booking anything. `now` is in milliseconds since 1970 UTC. */
export function inspectReadings(bytes: Uint8Array, options: { readonly now: number }): InspectedFile {
  const file = readReadingsFile(bytes, options);
  const { verdict, why, format, accepted, rejected, repeated } = file;
  const frame = { verdict, ...(why === null ? {} : { why }), format, accepted, rejected, repeated, rejects: file.rejects };
  if (verdict === 'reject') return frame;
  const used = consumptionOf(file.readings);
  return { ...frame, quality: worstQuality(file), ...consumptionViews(used), connections: connectionsView(file, used), ...volumeViews(file.dayVolumes) };
}

function worstQuality({ readings, dayVolumes }: ReadingsFile): ReadingQuality {
  const qualities = new Set([...readings, ...dayVolumes].map(({ quality }) => quality));
  if (qualities.has('estimated')) return 'estimated';
  return qualities.has('edited') ? 'edited' : 'measured';
}

/** The short form for a file of one connection and meter: kWh by day and register, m3 by day. */
function consumptionViews(used: readonly InspectedConsumption[]) {
  const places = new Set(used.map(({ ean, meterSerial, register }) => `${ean} ${register === 'gas' ? meterSerial : ''}`));
  if (used.length === 0 || places.size > 2) return {};
  const consumption: Record<string, Record<string, string>> = {};
  const consumptionM3: Record<string, string> = {};
  for (const { supplyDay, register, used: amount } of used) {
    if (register === 'gas') consumptionM3[supplyDay] = writeDecimal(amount, 3, 3);
    else (consumption[supplyDay] ??= {})[SHOWN[register]] = writeDecimal(amount, 3, 3);
  }
  return {
    ...(Object.keys(consumption).length === 0 ? {} : { consumption }),
    ...(Object.keys(consumptionM3).length === 0 ? {} : { consumption_m3: consumptionM3 }),
  };
}

const CONNECTIONS_SHOWN = 100;

function connectionsView({ readings }: ReadingsFile, used: readonly InspectedConsumption[]) {
  const names = [...new Set(readings.map(({ ean, meterSerial }) => ean ?? meterSerial))].slice(0, CONNECTIONS_SHOWN);
  return names.map((name) => ({
    connection: name,
    days: [...new Set(readings.filter(({ ean, meterSerial }) => (ean ?? meterSerial) === name).map(({ supplyDay }) => supplyDay))].sort(),
    used: used
      .filter(({ ean, meterSerial }) => (ean ?? meterSerial) === name)
      .map((one) => ({ day: one.supplyDay, register: SHOWN[one.register], from: writeDecimal(one.fromValue, 3, 3), to: writeDecimal(one.toValue, 3, 3), used: writeDecimal(one.used, 3, 3), quality: one.quality })),
  }));
}

function volumeViews(volumes: readonly DayVolume[]) {
  if (volumes.length === 0) return {};
  return {
    volumes: volumes.map((volume) => ({
      ean: volume.ean,
      meter: volume.meterSerial,
      day: volume.supplyDay,
      register: SHOWN[volume.register],
      unit: volume.unit === 'Wh' ? 'kWh' : 'm3',
      volume: volume.volume === null ? null : writeDecimal(volume.volume, 3, 3),
      quality: volume.quality,
      slots: volume.slots,
      unknown_slots: volume.unknownSlots,
      day_slots: volume.daySlots,
      expected_slots: volume.expectedSlots,
      ...(volume.factorStatus === null ? {} : { factor: volume.factorStatus }),
    })),
  };
}
