import { readDecimal } from '../inbound-bytes/decimal.js';
import { p1Crc16 } from './p1-crc.js';

/** The state of a breaker or a valve: `ready` allows supply, but the customer must act at the meter. */
export type SwitchState = 'disconnected' | 'connected' | 'ready';
export type ValveState = 'closed' | 'open' | 'ready';

/** What a P1 port tells at one moment. Registers in Wh, gas in dm3; null is not told. */
export interface P1Telegram {
  readonly meterSerial: string | null;
  readonly ean: string | null;
  readonly breaker: SwitchState | null;
  /** The power limit in W; null when it is off or not told. */
  readonly limiterW: number | null;
  readonly valve: ValveState | null;
  readonly offtakeDayWh: number | null;
  readonly offtakeNightWh: number | null;
  readonly injectionDayWh: number | null;
  readonly injectionNightWh: number | null;
  readonly gasDm3: number | null;
  readonly gasSerial: string | null;
  /** Meter time `YYMMDDhhmmss` with S for summer and W for winter, as told. */
  readonly meterTime: string | null;
  readonly crc: 'right' | 'absent' | 'not-checked';
}

/** A telegram, or why it is not taken. */
export type P1Read = { readonly kind: 'telegram'; readonly telegram: P1Telegram } | { readonly kind: 'refused'; readonly why: string };

const LENGTH_LIMIT = 64_000;

/**
 * Reads one telegram of a P1 port (Flemish e-MUCS and Dutch DSMR). Used to show states and load shapes; it is not a
 * source for billing. In Belgium register 1 is day and 2 is night, in the Netherlands the other way; a telegram with
 * the Belgian version line (0-0:96.1.4) is Belgian.
 *
 * @param checkCrc whether a wrong CRC refuses the telegram; without one (`!` alone, old meters) there is nothing to check
 */
export function readP1Telegram(text: string, { checkCrc }: { readonly checkCrc: boolean }): P1Read {
  if (text.length > LENGTH_LIMIT) return { kind: 'refused', why: 'longer than any telegram' };
  // Some old meters write no end mark; their telegram is whole when its last line is.
  const framed = /\/[^!]*(?:!|\)\r?\n$)/.exec(text);
  if (!framed) return { kind: 'refused', why: 'there is no whole telegram from / to !' };
  const body = framed[0].replace(/\r\n|\r|\n/g, '\r\n');
  const written = /^[0-9A-Fa-f]{1,4}/.exec(text.slice(framed.index + framed[0].length))?.[0] ?? null;
  if (checkCrc && written !== null && Number.parseInt(written, 16) !== p1Crc16(body)) return { kind: 'refused', why: 'the CRC is wrong' };
  const crc = written === null ? 'absent' : checkCrc ? 'right' : 'not-checked';
  return telegramOf(linesOf(body), crc);
}

/** Values between brackets by OBIS code. */
type P1Lines = ReadonlyMap<string, readonly string[]>;

function linesOf(body: string): P1Lines {
  const lines = new Map<string, readonly string[]>();
  let last: string | null = null;
  for (const line of body.split('\r\n')) {
    const match = /^(\d+-\d+:\d+\.\d+\.\d+)?(\(.*\))$/.exec(line.trim());
    if (!match) continue;
    // DSMR 3 writes the value of a gas meter on a line of its own, below the line that names it.
    const code: string | null = match[1] ?? last;
    if (code === null) continue;
    const values = [...match[2]!.matchAll(/\(([^()]*)\)/g)].map((value) => value[1]!);
    lines.set(code, match[1] === undefined ? [...(lines.get(code) ?? []), ...values] : values);
    last = code;
  }
  return lines;
}

function telegramOf(lines: P1Lines, crc: P1Telegram['crc']): P1Read {
  const belgian = lines.has('0-0:96.1.4');
  const [day, night] = belgian ? ['1', '2'] : ['2', '1'];
  const register = (direction: '1' | '2', tariff: string | undefined) => measuredAt(lines, `1-0:${direction}.8.${tariff}`, 'kWh');
  const values = { day: register('1', day), night: register('1', night), injectedDay: register('2', day), injectedNight: register('2', night) };
  if (Object.values(values).includes(undefined)) return { kind: 'refused', why: 'a register cannot be read' };
  const gas = gasOf(lines);
  return {
    kind: 'telegram',
    telegram: {
      meterSerial: asciiOf(lines.get('0-0:96.1.1')?.[0]),
      ean: eanOf(lines.get('0-0:96.1.2')?.[0]),
      breaker: BREAKER[lines.get('0-0:96.3.10')?.[0] ?? ''] ?? null,
      limiterW: limitOf(measuredAt(lines, '0-0:17.0.0', 'kW')),
      valve: VALVE[gas?.valve ?? ''] ?? null,
      offtakeDayWh: values.day ?? null,
      offtakeNightWh: values.night ?? null,
      injectionDayWh: values.injectedDay ?? null,
      injectionNightWh: values.injectedNight ?? null,
      gasDm3: gas?.volumeDm3 ?? null,
      gasSerial: gas?.serial ?? null,
      meterTime: lines.get('0-0:1.0.0')?.[0] ?? null,
      crc,
    },
  };
}

const BREAKER: Readonly<Record<string, SwitchState>> = { '0': 'disconnected', '1': 'connected', '2': 'ready' };
const VALVE: Readonly<Record<string, ValveState>> = { '0': 'closed', '1': 'open', '2': 'ready' };
/** A limiter that is off reads 999.9 kW, on older meters 99.999 kW. */
const LIMITER_OFF_W = 99_999;

/** Old meters limit in ampere; that is no power and not told on. */
function limitOf(watts: number | null | undefined): number | null {
  return watts == null || watts >= LIMITER_OFF_W ? null : watts;
}

/** Reads the last value of a line, in its unit or in thousandths of it, into thousandths; null when the line is absent, undefined when unreadable. */
function measuredAt(lines: P1Lines, obis: string, unit: string): number | null | undefined {
  const written = lines.get(obis)?.at(-1);
  if (written === undefined) return null;
  const [number, given] = written.split('*') as [string, string | undefined];
  const plainUnit = given?.toLowerCase();
  const places = plainUnit === unit.toLowerCase() ? 3 : `k${plainUnit}` === unit.toLowerCase() ? 0 : null;
  const read = places === null ? null : readDecimal(number, { places, separator: '.' });
  return read?.kind === 'value' ? read.value : undefined;
}

interface GasChannel {
  readonly volumeDm3: number;
  readonly readAt: string;
  readonly valve: string | null;
  readonly serial: string | null;
}

/** Several channels may claim to be gas: after a meter exchange the old one stays behind at 0.000. */
function gasOf(lines: P1Lines): GasChannel | null {
  const channels = ['1', '2', '3', '4'].filter((channel) => /^0{0,2}3$/.test(lines.get(`0-${channel}:24.1.0`)?.[0] ?? ''));
  const found = channels.flatMap((channel): GasChannel[] => {
    const line = [`0-${channel}:24.2.3`, `0-${channel}:24.2.1`, `0-${channel}:24.3.0`].find((obis) => lines.has(obis));
    const volumeDm3 = line === undefined ? null : line.endsWith('24.3.0') ? oldGasVolume(lines.get(line)!) : measuredAt(lines, line, 'm3');
    if (line === undefined || typeof volumeDm3 !== 'number') return [];
    const serial = asciiOf((lines.get(`0-${channel}:96.1.1`) ?? lines.get(`0-${channel}:96.1.0`))?.[0]);
    return [{ volumeDm3, readAt: lines.get(line)?.[0] ?? '', valve: lines.get(`0-${channel}:24.4.0`)?.[0] ?? null, serial }];
  });
  found.sort((a, b) => Number(b.volumeDm3 > 0) - Number(a.volumeDm3 > 0) || (a.readAt < b.readAt ? 1 : -1));
  return found[0] ?? null;
}

/** The m3 of a DSMR 2 or 3 gas line, whose last two values are the unit and the volume without a unit. */
function oldGasVolume(values: readonly string[]): number | null {
  if (!values.includes('m3')) return null;
  const read = readDecimal(values.at(-1)!, { places: 3, separator: '.' });
  return read.kind === 'value' ? read.value : null;
}

/** Serial numbers and EANs are told as the hex of their ASCII characters. */
function asciiOf(hex: string | undefined): string | null {
  if (hex === undefined || !/^(?:[0-9A-Fa-f]{2})+$/.test(hex)) return hex || null;
  const text = Buffer.from(hex, 'hex').toString('latin1');
  return /^[\x20-\x7E]+$/.test(text) ? text : hex;
}

function eanOf(hex: string | undefined): string | null {
  const text = asciiOf(hex);
  return text !== null && /^\d{18}$/.test(text) && !/^0+$/.test(text) ? text : null;
}
