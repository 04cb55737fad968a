import { writeDecimal } from '../adapters/inbound-bytes/decimal.js';
import { unpacked } from '../adapters/inbound-bytes/unpacked.js';
import { readP1Telegram } from '../adapters/mdm/index.js';
import type { InspectedFile } from './inspect-bank.js';

const BYTES_LIMIT = 1_000_000;

/** Parses and judges one P1 telegram. */
export function inspectP1(bytes: Uint8Array, { checkCrc = true }: { readonly checkCrc?: boolean } = {}): InspectedFile {
  const plain = unpacked(bytes, BYTES_LIMIT);
  if (plain.kind === 'refused') return { verdict: 'reject', why: plain.why };
  const read = readP1Telegram(Buffer.from(plain.bytes).toString('latin1'), { checkCrc });
  if (read.kind === 'refused') return { verdict: 'reject', why: read.why };
  const { telegram } = read;
  const shown = (value: number | null) => (value === null ? null : writeDecimal(value, 3, 3));
  return {
    ...(telegram.crc === 'absent' ? { verdict: 'accept-with-warning', why: 'the telegram has no CRC' } : { verdict: 'accept' }),
    crc: telegram.crc,
    meter: telegram.meterSerial,
    ean: telegram.ean,
    meter_time: telegram.meterTime,
    breaker: telegram.breaker,
    limiter_kw: shown(telegram.limiterW),
    valve: telegram.valve,
    day: shown(telegram.offtakeDayWh),
    night: shown(telegram.offtakeNightWh),
    injection_day: shown(telegram.injectionDayWh),
    injection_night: shown(telegram.injectionNightWh),
    gas_m3: shown(telegram.gasDm3),
    gas_meter: telegram.gasSerial,
  };
}
