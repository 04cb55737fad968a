// Quarter-hour consumption in the grid operator's export form: a real one when it lies beside the repository, else made.
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const EXPORT_EAN = '123456879123456789';
const EXPORT_METER = '1SAG12345678';

/**
 * The export for the days from 12 until and with 21 October 2021, and where it comes from. The made-up connection and
 * meter that the export names become those of this home, so that the story can be told again.
 */
export function quarterHours(home: { readonly ean: string; readonly meterSerial: string }): { source: string; text: string } {
  const { source, text } = exported();
  return { source, text: text.replaceAll(EXPORT_EAN, home.ean).replaceAll(EXPORT_METER, home.meterSerial) };
}

function exported(): { source: string; text: string } {
  const shared = process.env['TEGOED_SHARED'] ?? path.resolve(import.meta.dirname, '../../../shared');
  const real = path.join(shared, 'data/metering/fluvius-csv/elek-kwartier-nl.csv.gz');
  if (!fs.existsSync(real)) return { source: 'generated, because the real export is not here', text: generated() };
  const lines = zlib.gunzipSync(fs.readFileSync(real)).toString('utf8').split(/\r?\n/);
  const kept = lines.filter((line, index) => index === 0 || (line.slice(3, 10) === '10-2021' && line.slice(0, 2) <= '21'));
  return { source: 'a real export of quarter-hours', text: `${kept.join('\n')}\n` };
}

function generated(): string {
  const rows = ['Van datum;Van tijdstip;Tot datum;Tot tijdstip;EAN;Meter;Metertype;Register;Volume;Eenheid;Validatiestatus'];
  for (let day = 12; day <= 21; day += 1) for (let quarter = 0; quarter < 96; quarter += 1) rows.push(row(day, quarter));
  return `\uFEFF${rows.join('\n')}\n`;
}

function row(day: number, quarter: number): string {
  const clock = (q: number): string => `${String(Math.floor(q / 4) % 24).padStart(2, '0')}:${String((q % 4) * 15).padStart(2, '0')}:00`;
  const until = quarter === 95 ? day + 1 : day;
  const night = quarter < 28 || quarter >= 88;
  return `${day}-10-2021;${clock(quarter)};${until}-10-2021;${clock(quarter + 1)};="${EXPORT_EAN}";${EXPORT_METER};Digitale Meter;Afname ${night ? 'Nacht' : 'Dag'};0,0${20 + (quarter % 7)};kWh;Gevalideerd`;
}
