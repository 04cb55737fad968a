import { addDays, hoursInDay, type SupplyDay, weekday } from '@tegoed/prepayment-engine';

// A made-up year of a home in the shape that real homes have: mornings and evenings, seasons, sun behind clouds, heating
// by the cold. Whole numbers only, so that the fixtures beside this file could be computed from it with a spreadsheet.
// No test stands in this file.

const USE_BY_MONTH = [130, 125, 112, 100, 90, 84, 82, 84, 92, 104, 118, 128];
/** Sunrise and sunset by the hour, and the strength of the sun. */
const SUN_BY_MONTH = [[8, 17, 6], [8, 18, 11], [7, 18, 18], [7, 20, 26], [6, 21, 31], [6, 22, 33], [6, 22, 32], [7, 21, 28], [7, 20, 20], [8, 19, 13], [8, 17, 7], [9, 16, 5]] as const;
const GAS_BY_MONTH = [420, 380, 300, 170, 60, 8, 5, 6, 40, 160, 300, 400];

/** The days of 2026. */
export const YEAR: readonly SupplyDay[] = Array.from({ length: 365 }, (_, index) => addDays('2026-01-01' as SupplyDay, index));

const monthOf = (day: SupplyDay): number => Number(day.slice(5, 7)) - 1;
const numberOf = (day: SupplyDay): number => YEAR.indexOf(day) + 1;

/** The clock minutes at which the quarter-hours of a day begin: 92, 96 or 100 of them. */
function quarters(day: SupplyDay): number[] {
  const clock = Array.from({ length: 96 }, (_, index) => index * 15);
  if (hoursInDay(day) === 23) return clock.filter((minute) => minute < 120 || minute >= 180);
  if (hoursInDay(day) === 24) return clock;
  return [...clock.filter((minute) => minute < 180), 120, 135, 150, 165, ...clock.filter((minute) => minute >= 180)];
}

function usedWh(day: SupplyDay, minute: number): number {
  const hour = Math.floor(minute / 60);
  const busy = hour >= 6 && hour < 9 ? 90 : hour >= 9 && hour < 16 ? 40 : hour >= 16 && hour < 22 ? 140 : 0;
  return Math.floor(((35 + busy) * USE_BY_MONTH[monthOf(day)]!) / 100) + ((numberOf(day) * 7 + (minute / 15) * 13) % 41);
}

function sunWh(day: SupplyDay, minute: number): number {
  const [rise, set, strength] = SUN_BY_MONTH[monthOf(day)]!;
  const hour = Math.floor(minute / 60);
  if (hour < rise || hour >= set) return 0;
  const clouds = (numberOf(day) * 5) % 10;
  return Math.floor((strength * Math.min(hour - rise + 1, set - hour) * (10 - clouds)) / 6);
}

function gasDm3(day: SupplyDay, minute: number): number {
  const hour = Math.floor(minute / 60);
  const warmth = hour >= 6 && hour < 9 ? 18 : hour >= 16 && hour < 22 ? 14 : 7;
  return Math.floor((GAS_BY_MONTH[monthOf(day)]! * warmth) / 10) + ((numberOf(day) * 3 + hour * 11) % 17);
}

const HEADER = 'Van datum;Van tijdstip;Tot datum;Tot tijdstip;EAN;Meter;Metertype;Register;Volume;Eenheid;Validatiestatus';
const thousandths = (value: number): string => `${Math.floor(value / 1000)},${String(value % 1000).padStart(3, '0')}`;
const written = (day: SupplyDay): string => day.split('-').toReversed().join('-');
const clockOf = (minute: number): string => `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00`;

function slot(day: SupplyDay, minute: number, length: number): string {
  // The export writes local time; the quarter before the clock goes back ends at two, before it goes forward at three.
  const end = hoursInDay(day) === 23 && minute + length === 120 ? 180 : hoursInDay(day) === 25 && minute + length === 180 ? 120 : minute + length;
  return `${written(day)};${clockOf(minute)};${written(end === 1440 ? addDays(day, 1) : day)};${clockOf(end)}`;
}

/** The year's quarter-hours as the grid operator's export: use and injection on the day and the night register. */
export function electricityExport(): string {
  const rows = YEAR.flatMap((day) => quarters(day).flatMap((minute) => {
    const isDay = weekday(day) <= 5 && minute >= 420 && minute < 1320;
    const net = usedWh(day, minute) - sunWh(day, minute);
    const row = (register: string, value: number) => `${slot(day, minute, 15)};="541448800000000017";1SAG1;Digitale Meter;${register} ${isDay ? 'Dag' : 'Nacht'};${thousandths(value)};kWh;Uitgelezen`;
    return [row('Afname', Math.max(0, net)), row('Injectie', Math.max(0, -net))];
  }));
  return `\uFEFF${[HEADER, ...rows].join('\r\n')}\r\n`;
}

/** The year's hours of gas as the grid operator's export, in m3. */
export function gasExport(): string {
  const rows = YEAR.flatMap((day) => quarters(day).filter((minute) => minute % 60 === 0)
    .map((minute) => `${slot(day, minute, 60)};="541448800000000024";7FLO1;Digitale Meter;Afname;${thousandths(gasDm3(day, minute))};m³;Uitgelezen`));
  return `\uFEFF${[HEADER, ...rows].join('\r\n')}\r\n`;
}
