import { readDecimal } from '../inbound-bytes/decimal.js';
import type { FluviusColumns } from './fluvius-columns.js';
import type { ReadingQuality, Register } from './register-reading.js';
import { boundsOfDay, type DayBounds } from './supply-day.js';

/** A row of the export with its local time taken apart. The instant follows later: it needs the rows before it. */
export interface FluviusRow {
  readonly ean: string;
  readonly meterSerial: string | null;
  readonly register: Register;
  readonly unit: 'Wh' | 'dm3';
  readonly supplyDay: string;
  readonly bounds: DayBounds;
  /** Minutes on the clock since midnight at the start, and the length of the slot in real minutes. */
  readonly clockMinutes: number;
  readonly minutes: number;
  readonly value: number | null;
  readonly quality: ReadingQuality;
  readonly factorStatus: 'provisional' | 'final' | null;
}

/** A row, or why it is not taken. */
export type FluviusRowRead = { readonly kind: 'row'; readonly row: FluviusRow } | { readonly kind: 'refused'; readonly ean: string | null; readonly why: string };

/** Reads one row: local time without zone, decimal comma, EAN as `="5414..."`, an empty volume for "unknown". */
export function fluviusRowOf(cells: readonly string[], columns: FluviusColumns): FluviusRowRead {
  const cell = (name: keyof FluviusColumns): string => (columns[name] === null ? '' : (cells[columns[name]] ?? '').trim());
  const ean = /^=?"?(\d{18})"?$/.exec(cell('ean'))?.[1] ?? null;
  const refused = (why: string): FluviusRowRead => ({ kind: 'refused', ean, why });
  if (ean === null) return refused('the EAN does not have 18 digits');
  const from = clockOf(cell('fromDay'), cell('fromTime'));
  const to = clockOf(cell('toDay'), cell('toTime'));
  if (from === null || to === null) return refused('its time cannot be read');
  const minutes = slotMinutes(from, to);
  if (minutes === null) return refused('it is not a quarter of an hour, an hour or a day');
  const place = registerOf(cell('register'), cell('unit'), { meter: cell('meter'), calorific: cell('calorific'), mayBeGas: columns.calorific !== null });
  if (place === null) return refused(`register "${cell('register').slice(0, 30)}" in "${cell('unit').slice(0, 10)}" is not one that is billed`);
  const status = STATUSES.get(cell('status').toLowerCase());
  if (status === undefined) return refused(`status "${cell('status').slice(0, 30)}" is unknown`);
  const value = valueOf(cell('volume'));
  if (typeof value === 'string') return refused(value);
  if (value === null && status === 'measured') return refused('the volume of a measured row is empty');
  const quality = status === 'none' ? 'measured' : status;
  return {
    kind: 'row',
    row: {
      ean,
      meterSerial: cell('meter') || null,
      ...place,
      supplyDay: from.day,
      bounds: from.bounds,
      clockMinutes: from.minutes,
      minutes,
      value,
      quality,
      factorStatus: FACTOR.get(cell('calorific').toLowerCase()) ?? null,
    },
  };
}

interface Clock {
  readonly day: string;
  readonly bounds: DayBounds;
  readonly minutes: number;
}

function clockOf(day: string, time: string): Clock | null {
  const date = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4})$/.exec(day);
  const iso = date ? `${date[3]}-${date[2]!.padStart(2, '0')}-${date[1]!.padStart(2, '0')}` : day;
  const bounds = boundsOfDay(iso);
  const clock = /^([01]?\d|2[0-3]):([0-5]\d)(?::00)?$/.exec(time);
  return bounds && clock ? { day: iso, bounds, minutes: Number(clock[1]) * 60 + Number(clock[2]) } : null;
}

/**
 * The real length of a slot. When the clock goes back, a slot may seem to end before it starts (02:45 to 02:00) or to
 * have no length; when it goes forward, it seems an hour too long.
 */
function slotMinutes(from: Clock, to: Clock): number | null {
  const days = Math.round((to.bounds.startsAt - from.bounds.startsAt) / 86_400_000);
  const onClock = days * 1440 + to.minutes - from.minutes;
  const shift = (24 - from.bounds.hours) * 60;
  const lengths = [onClock, onClock - shift].filter((length) => length === 15 || length === 60 || length === 1440);
  return lengths[0] ?? null;
}

const STATUSES: ReadonlyMap<string, ReadingQuality | 'none'> = new Map([
  ['uitgelezen', 'measured'], ['gevalideerd', 'measured'], ['read', 'measured'], ['validated', 'measured'],
  ['relevé', 'measured'], ['validé', 'measured'], ['ausgelesen', 'measured'],
  ['geschat', 'estimated'], ['estimated', 'estimated'], ['estimé', 'estimated'], ['geschätzt', 'estimated'],
  ['aangepast', 'edited'], ['gecorrigeerd', 'edited'], ['edited', 'edited'], ['corrigé', 'edited'],
  ['geen verbruik', 'none'], ['no consumption', 'none'], ['pas de consommation', 'none'], ['kein verbrauch', 'none'],
]);

const FACTOR: ReadonlyMap<string, 'provisional' | 'final'> = new Map([
  ['voorlopig', 'provisional'], ['provisional', 'provisional'], ['provisoire', 'provisional'], ['vorläufig', 'provisional'],
  ['definitief', 'final'], ['definitive', 'final'], ['final', 'final'], ['définitif', 'final'], ['endgültig', 'final'],
]);

function valueOf(volume: string): number | null | string {
  if (volume === '') return null;
  const read = readDecimal(volume, { places: 3, separator: ',' });
  return read.kind === 'value' ? read.value : read.why;
}

/**
 * Gas comes as m3 and, each hour again, as kWh. A row in kWh is gas when the meter is one (serials of gas meters start
 * with 7) or when the row has a calorific value.
 */
function registerOf(register: string, unit: string, hints: { meter: string; calorific: string; mayBeGas: boolean }): { register: Register; unit: 'Wh' | 'dm3' } | null {
  const words = register.toLowerCase();
  const offtake = /^(afname|offtake|consumption|prélèvement|entnahme|abnahme)/.test(words);
  const injection = /^(injectie|injection|einspeisung)/.test(words);
  const known = /^\S+( (dag|nacht|actief|day|night|active|jour|nuit|tag))?$/.test(words);
  if (!known || (!offtake && !injection)) return null;
  if (unit === 'm³' || unit === 'm3') return offtake ? { register: 'gas', unit: 'dm3' } : null;
  if (unit !== 'kWh') return null;
  const electric = hints.meter.startsWith('1');
  const gas = hints.meter.startsWith('7') || hints.calorific !== '' || (hints.mayBeGas && !electric);
  if (gas) return offtake ? { register: 'gas', unit: 'Wh' } : null;
  const night = /(nacht|night|nuit)$/.test(words);
  if (offtake) return { register: night ? 'offtake2' : 'offtake1', unit: 'Wh' };
  return { register: night ? 'injection2' : 'injection1', unit: 'Wh' };
}
