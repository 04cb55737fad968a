import { randomUUID } from 'node:crypto';

import { xmlText } from '../amm/xml.js';
import { MESSAGE_NAMESPACE } from '../amm/message.js';
import { addDays, isoInstant, startOfDay } from '../calendar/supply-day.js';
import type { Home, Registers } from '../homes/home.js';

/** The final registers of one meter for one supply day. */
export interface DayReading {
  readonly home: Home;
  readonly day: string;
  readonly registers: Registers;
  readonly estimated: boolean;
  /** Called final, and corrected the next morning. */
  readonly wrong: boolean;
}

/** Cumulative kWh (ReadingType attribute 17 = 72, power of ten 3) by flow direction and rate; gas in m3 (42). */
const KWH = (flow: 1 | 19, rate: 0 | 1 | 2) => `0.0.0.1.${String(flow)}.1.12.0.0.0.0.${String(rate)}.0.0.0.3.72.0`;
const CUBIC_METRE = '0.0.0.1.1.7.58.0.0.0.0.0.0.0.0.0.42.0';

/**
 * One IEC 61968-9 MeterReadings message: each meter's registers at 00:00 local after the supply day (UTC
 * timestamps), quality 1.0.0 valid or 1.8.0 estimated.
 */
export function readingsXml(readings: readonly DayReading[], nowMs: number): string {
  const id = randomUUID();
  return '<?xml version="1.0" encoding="UTF-8"?>\n'
    + `<EventMessage xmlns="${MESSAGE_NAMESPACE}"><Header><Verb>created</Verb><Noun>MeterReadings</Noun><Revision>1</Revision>`
    + `<Timestamp>${isoInstant(nowMs)}</Timestamp><Source>MDM</Source><MessageID>${id}</MessageID><CorrelationID>${id}</CorrelationID></Header>`
    + '<Payload><MeterReadings xmlns="http://iec.ch/TC57/2011/MeterReadings#">\n'
    + readings.map(meterReadingXml).join('\n') + '\n</MeterReadings></Payload></EventMessage>\n';
}

function meterReadingXml({ home, day, registers, estimated }: DayReading): string {
  const time = isoInstant(startOfDay(addDays(day, 1)));
  const quality = estimated ? '1.8.0' : '1.0.0';
  const values = registerTypes(home, registers).map(([type, value]) =>
    `<Readings><ReadingQualities><ReadingQualityType ref="${quality}"/></ReadingQualities><timeStamp>${time}</timeStamp>`
    + `<value>${thousandths(value)}</value><ReadingType ref="${type}"/></Readings>`);
  return `<MeterReading><Meter><mRID>${xmlText(home.meterSerial)}</mRID><Names><name>${xmlText(home.meterSerial)}</name>`
    + `<NameType><name>MeterUniqueID</name></NameType></Names></Meter>${values.join('')}<UsagePoint><mRID>${home.ean}</mRID></UsagePoint></MeterReading>`;
}

function registerTypes(home: Home, registers: Registers): readonly (readonly [string, number])[] {
  if (home.utility === 'gas') return [[CUBIC_METRE, registers.offtake1]];
  const twoRates = registers.offtake2 !== null;
  const all = [
    [KWH(1, twoRates ? 1 : 0), registers.offtake1], [KWH(1, 2), registers.offtake2],
    [KWH(19, registers.injection2 === null ? 0 : 1), registers.injection1], [KWH(19, 2), registers.injection2],
  ] as const;
  return all.flatMap(([type, value]) => (value === null ? [] : [[type, value] as const]));
}

// Wh as kWh and dm3 as m3: three decimals are exact, so no rounding is ever needed.
function thousandths(value: number): string {
  const digits = value.toString().padStart(4, '0');
  return `${digits.slice(0, -3)}.${digits.slice(-3)}`;
}
