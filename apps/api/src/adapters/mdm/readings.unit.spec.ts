import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consumptionOf, createReadingsReader, readReadingsFile, type DayVolume, type RegisterReading, type RejectedReading } from './index.js';

const NOW = Date.UTC(2026, 10, 23, 18);
const EAN = '541448800000000017';
const read = (text: string) => readReadingsFile(Buffer.from(text), { now: NOW });
const register = (...rows: string[]) => read(['ean;register;day;wh;quality', ...rows, ''].join('\n'));

const inPieces = (bytes: Uint8Array, cuts: readonly number[]) => {
  const found: { readings: RegisterReading[]; volumes: DayVolume[]; rejects: RejectedReading[] } = { readings: [], volumes: [], rejects: [] };
  const reader = createReadingsReader({ now: NOW, sink: { reading: (one) => void found.readings.push(one), dayVolume: (one) => void found.volumes.push(one), reject: (one) => void found.rejects.push(one) } });
  const bounds = [0, ...[...cuts].sort((a, b) => a - b), bytes.length];
  bounds.slice(1).forEach((end, index) => reader.write(bytes.subarray(bounds[index], end)));
  return { ...found, verdict: reader.end() };
};
const anySplit = (text: string) => {
  const bytes = Buffer.from(text);
  const whole = inPieces(bytes, []);
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 10 }), (cuts) => {
      expect(inPieces(bytes, cuts)).toEqual(whole);
    }),
    { numRuns: 50 },
  );
  return whole;
};

describe('register file', () => {
  it('reads day, night, injection and gas at the end of the supply day', () => {
    const { verdict, readings } = register(`${EAN};1.8.1;2026-11-02;1006250;measured`, `${EAN};1-0:1.8.2;2026-11-02;2003100;estimated`, `${EAN};2.8.1;2026-11-02;5;edited`, `${EAN};24.2.3;2026-11-02;736107;measured`);
    expect(verdict).toBe('accept');
    expect(readings.map(({ register: name, value, quality }) => [name, value, quality])).toEqual([['offtake1', 1006250, 'measured'], ['offtake2', 2003100, 'estimated'], ['injection1', 5, 'edited'], ['gas', 736107, 'measured']]);
    expect(readings[0]).toMatchObject({ ean: EAN, supplyDay: '2026-11-02', readAt: Date.UTC(2026, 10, 2, 23), line: 2 });
  });

  it('knows the days of 23 and 25 hours', () => {
    const hoursBetween = (first: string, second: string) => {
      const { readings } = register(`${EAN};1.8.0;${first};1;measured`, `${EAN};1.8.0;${second};2;measured`);
      return (readings[1]!.readAt - readings[0]!.readAt) / 3_600_000;
    };
    expect([hoursBetween('2026-03-28', '2026-03-29'), hoursBetween('2026-10-24', '2026-10-25'), hoursBetween('2026-11-01', '2026-11-02')]).toEqual([23, 25, 24]);
  });

  it('does not count a total beside its day and night registers', () => {
    const { readings, repeated } = register(`${EAN};1.8.0;2026-11-02;30;measured`, `${EAN};1.8.1;2026-11-02;10;measured`, `${EAN};1.8.2;2026-11-02;20;measured`, `${EAN};2.8.0;2026-11-02;7;measured`);
    expect(readings.map(({ register: name, value }) => [name, value])).toEqual([['offtake1', 10], ['offtake2', 20], ['injection1', 7]]);
    expect(repeated).toBe(1);
  });

  it.each([
    ['1e3', 'the value "1e3" is not digits only'], ['NaN', 'the value "NaN" is not digits only'], ['null', 'the value "null" is not digits only'], ['', 'the value is empty'],
    ['-5', 'the value "-5" is not digits only'], ['1,5', 'the value "1,5" is not digits only'], ['1.5', 'the value "1.5" is not digits only'], ['1 kWh', 'the value "1 kWh" is not digits only'], ['99999999999999999999', 'the value 99999999999999999999 is too large'],
  ])('rejects the value %j with its line', (value, why) => {
    expect(register(`${EAN};1.8.1;2026-11-01;5;measured`, `${EAN};1.8.1;2026-11-02;${value};measured`)).toMatchObject({ verdict: 'accept-with-warning', accepted: 1, rejects: [{ line: 3, ean: EAN, why }] });
  });

  it.each([
    [`${EAN};1.8.1;2026-11-24;5;measured`, 'it is from the future'],
    [`${EAN};1.8.1;2026-02-30;5;measured`, '"2026-02-30" is not a day'],
    [`${EAN};9.9.9;2026-11-02;5;measured`, 'register "9.9.9" is not one that is billed'],
    [`${EAN};1.8.1;2026-11-02;5;guess`, 'quality "guess" is unknown'],
    [`12;1.8.1;2026-11-02;5;measured`, 'the EAN does not have 18 digits'],
    [`${EAN};1.8.1;2026-11-02;5`, '4 columns in place of 5'],
  ])('rejects %s', (row, why) => {
    expect(register(row)).toMatchObject({ verdict: 'reject', rejects: [{ line: 2, why }] });
  });

  it('takes the same value twice as one and a second value as a conflict', () => {
    const row = `${EAN};1.8.1;2026-11-02;5;measured`;
    expect(register(row, row)).toMatchObject({ verdict: 'accept', accepted: 1, repeated: 1 });
    expect(register(row, `${EAN};1.8.1;2026-11-02;6;measured`)).toMatchObject({ accepted: 1, rejects: [{ line: 3, why: 'another value for the same register and moment' }] });
  });

  it('gives the same for any split and any line end', () => {
    const lines = ['ean;register;day;wh;quality', `${EAN};1.8.1;2026-11-02;5;measured`, 'x', `${EAN};1.8.2;2026-11-02;5;measured`];
    const wanted = anySplit(lines.join('\n'));
    for (const end of ['\r\n', '\r', '\n']) expect(anySplit(lines.join(end) + end)).toEqual(wanted);
    expect(wanted).toMatchObject({ verdict: { accepted: 2, rejected: 1 }, rejects: [{ line: 3 }] });
  });

  it.each([
    ['', 'the file is empty'], ['hello', 'it is no readings file that is known here'],
    [`ean;register;day;wh;quality\n${'x'.repeat(10_000_000)}`, 'line 2 is longer than 200 characters'],
    [`ean;register;day;wh;quality\n${'x\n'.repeat(5000)}`, 'none of the first 1000 lines can be read; line 2: 1 columns in place of 5'],
  ])('refuses %.30j', (text, why) => {
    expect(read(text)).toMatchObject({ verdict: 'reject', why, readings: [] });
  });

  it('unpacks gzip and bounds what comes out', () => {
    expect(readReadingsFile(gzipSync(`${EAN};1.8.1;2026-11-02;5;measured\n`), { now: NOW })).toMatchObject({ verdict: 'accept', accepted: 1 });
    expect(readReadingsFile(gzipSync(Buffer.alloc(300_000_000), { level: 1 }), { now: NOW })).toMatchObject({ verdict: 'reject', why: 'unpacked the file is larger than 256 MB' });
  });
});

const reading = (type: string, value: string, time: string, quality = '1.0.0') =>
  `<m:Readings><m:ReadingType ref="${type}"/><m:value>${value}</m:value><m:ReadingQualities><m:ReadingQualityType ref="${quality}"/></m:ReadingQualities><m:timeStamp>${time}</m:timeStamp></m:Readings>`;
const message = (inside: string) =>
  `<EventMessage xmlns="http://iec.ch/TC57/2011/schema/message"><Header><Noun>MeterReadings</Noun><MessageID>m1</MessageID></Header><Payload><m:MeterReadings xmlns:m="http://iec.ch/TC57/2011/MeterReadings#"><m:MeterReading><m:UsagePoint><m:mRID>${EAN}</m:mRID></m:UsagePoint>${inside}<m:Meter><m:mRID>S1</m:mRID></m:Meter></m:MeterReading></m:MeterReadings></Payload></EventMessage>`;
const TOTAL = '0.0.0.1.1.1.12.0.0.0.0.0.0.0.0.3.72.0';
const DAY = '0.0.0.1.1.1.12.0.0.0.0.1.0.0.0.3.72.0';
const NIGHT_WH = '0.0.0.1.1.1.12.0.0.0.0.2.0.0.0.0.72.0';
const QUARTER = '0.0.2.4.1.1.12.0.0.0.0.0.0.0.0.3.72.0';
const MIDNIGHT = '2026-11-02T23:00:00Z';

describe('MeterReadings', () => {
  it('reads any element order, prefix and power of ten, and no total beside its parts', () => {
    const found = anySplit(message(reading(TOTAL, '3', MIDNIGHT) + reading(DAY, '1.25', MIDNIGHT) + reading(NIGHT_WH, '1750', MIDNIGHT, '1.8.0')));
    expect(found.verdict).toMatchObject({ verdict: 'accept', messageId: 'm1', repeated: 1 });
    expect(found.readings.map(({ register: name, value, quality, meterSerial }) => [name, value, quality, meterSerial])).toEqual([['offtake1', 1250, 'measured', 'S1'], ['offtake2', 1750, 'estimated', 'S1']]);
  });

  it('sums quarter-hours to the supply day they lie in, the 25-hour day too', () => {
    const start = Date.UTC(2026, 9, 24, 22);
    const quarters = Array.from({ length: 100 }, (_, index) => reading(QUARTER, '0.010', new Date(start + (index + 1) * 900_000).toISOString())).join('');
    expect(read(message(quarters)).dayVolumes).toMatchObject([{ supplyDay: '2026-10-25', register: 'offtake1', volume: 1000, slots: 100, daySlots: 100, expectedSlots: 100 }]);
  });

  it.each([
    [reading(DAY, 'NaN', MIDNIGHT), '"NaN" is not a plain decimal number'],
    [reading(DAY, '1e3', MIDNIGHT), '"1e3" is not a plain decimal number'],
    [reading(DAY, '1,5', MIDNIGHT), '"1,5" is not a plain decimal number'],
    [reading(DAY, '', MIDNIGHT), 'the value is empty'],
    [reading(DAY, '1.0001', MIDNIGHT), '"1.0001" has too many decimals'],
    [reading(DAY, '1', '2026-11-24T23:00:00Z'), 'it is from the future'],
    [reading(DAY, '1', '2026-11-02T23:00:00'), 'its time is missing or has no zone'],
    [reading(DAY, '1', '2026-11-02T12:00:00Z'), 'its time is not the end of a supply day'],
    [reading('0.0.0.1.1.1.12.0.0.0.0.1.0.0.0.6.72.0', '1', MIDNIGHT), 'unit 72 with power of ten 6 is not accepted'],
    [reading('1.8.1', '1', MIDNIGHT), 'its reading type does not have 18 attributes'],
  ])('rejects %#', (inside, why) => {
    expect(read(message(inside))).toMatchObject({ verdict: 'reject', rejects: [{ ean: EAN, why }] });
  });

  it('never accepts a message that is cut off', () => {
    const text = message(reading(DAY, '1.25', MIDNIGHT));
    for (let length = 0; length < text.length; length += 1) expect(read(text.slice(0, length)).verdict).toBe('reject');
  });

  it.each([
    ['<!DOCTYPE a [<!ENTITY x "y">]><a/>', 'DOCTYPE'],
    ['<a/>', 'there is no MeterReading in it'],
    ['<a><Header><Noun>EndDeviceEvents</Noun></Header></a>', 'the message is about EndDeviceEvents, not about MeterReadings'],
  ])('refuses %s', (text, why) => {
    expect(read(text)).toMatchObject({ verdict: 'reject', why });
  });
});

const HEADER = 'Van datum;Van tijdstip;Tot datum;Tot tijdstip;EAN;Meter;Metertype;Register;Volume;Eenheid;Validatiestatus';
const clock = (minutes: number) => `${String(Math.trunc(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`;
const row = (day: string, from: number, to: number, volume: string, more = 'kWh;Uitgelezen', name = 'Afname Dag') =>
  `${day};${clock(from)};${to === 1440 ? day.replace(/^\d\d/, (date) => String(Number(date) + 1).padStart(2, '0')) : day};${clock(to)};="${EAN}";1SAG1;Digitale Meter;${name};${volume};${more}`;
const quarterRows = (day: string, starts: readonly number[]) => starts.map((start) => row(day, start, start + 15, '0,010'));
const starts = Array.from({ length: 96 }, (_, index) => index * 15);

describe('consumption export', () => {
  it.each([
    ['an ordinary day', '02-11-2026', starts, 96, 960],
    ['the day the clock goes forward', '29-03-2026', starts.filter((start) => start < 120 || start >= 180), 92, 920],
    ['the day the clock goes back', '25-10-2026', [...starts.filter((start) => start < 180), ...starts.filter((start) => start >= 120)].sort((a, b) => a - b), 100, 1000],
  ])('sums %s', (_, day, from, slots, volume) => {
    expect(read([HEADER, ...quarterRows(day, from)].join('\r\n'))).toMatchObject({ verdict: 'accept', rejected: 0, dayVolumes: [{ volume, slots, daySlots: slots, expectedSlots: slots, quality: 'measured' }] });
  });

  it('takes the first 02:45 that ends at 02:00, and refuses a third 02:45', () => {
    const twice = [row('25-10-2026', 165, 120, '0,001'), row('25-10-2026', 165, 180, '0,002')];
    expect(read([HEADER, ...twice].join('\n')).dayVolumes).toMatchObject([{ volume: 3, slots: 2 }]);
    expect(read([HEADER, ...twice, row('25-10-2026', 165, 180, '0,009')].join('\n'))).toMatchObject({ rejects: [{ line: 4, why: 'another value for the same register and moment' }] });
  });

  it('refuses a clock time that does not exist', () => {
    expect(read([HEADER, row('29-03-2026', 150, 165, '0,001')].join('\n')).rejects).toMatchObject([{ line: 2, why: 'this clock time does not exist on the day the clock goes forward' }]);
  });

  it('keeps an empty volume unknown and counts day and night together', () => {
    const rows = [row('02-11-2026', 0, 15, '', 'kWh;Geen verbruik', 'Afname Nacht'), row('02-11-2026', 15, 30, '0,250', 'kWh;Geschat', 'Afname Nacht'), row('02-11-2026', 420, 435, '0,100')];
    expect(read([HEADER, ...rows].join('\n')).dayVolumes).toMatchObject([
      { register: 'offtake2', volume: 250, slots: 2, unknownSlots: 1, daySlots: 3, quality: 'estimated' },
      { register: 'offtake1', volume: 100, slots: 1, unknownSlots: 0, daySlots: 3, quality: 'measured' },
    ]);
  });

  it('reads every form of the header, and gas in both units with the status of its factor', () => {
    const gasRows = (day: string) => [`${day};07:00:00;${day};08:00:00;="${EAN}";7FLO1;Digitale Meter;Afname;5,445;kWh;Gevalideerd;Voorlopig`, `${day};07:00:00;${day};08:00:00;="${EAN}";7FLO1;Digitale Meter;Afname;0,495;m³;Gevalideerd;`];
    const dutch = read([`\uFEFF${HEADER.replace('EAN', 'EAN-code')};Calorische Bovenwaarde`, ...gasRows('10-01-2022')].join('\n'));
    const brackets = read([`${HEADER.replace(/(Van|Tot) (datum|tijdstip)/g, '$1 ($2)').replace('EAN', 'EAN-code')};Calorische Bovenwaarde;Omschrijving`, ...gasRows('10-01-2022').map((text) => `${text};thuis`)].join('\n'));
    const english = read(['From (date);From (time);To (date);To (time);EAN-code;Meter;Meter type;Register;Volume;Unit;Validation status;Gross calorific value', ...gasRows('10/01/2022').map((text) => text.replace('Gevalideerd', 'Read').replace('Afname', 'Offtake').replace('Voorlopig', 'Provisional'))].join('\n'));
    expect(dutch.dayVolumes).toMatchObject([{ register: 'gas', unit: 'Wh', volume: 5445, factorStatus: 'provisional' }, { register: 'gas', unit: 'dm3', volume: 495, factorStatus: null }]);
    expect(brackets.dayVolumes).toEqual(dutch.dayVolumes);
    expect(english.dayVolumes).toEqual(dutch.dayVolumes);
  });

  it.each([
    [row('02-11-2026', 0, 15, '1.5'), '"1.5" is not a plain decimal number'],
    [row('02-11-2026', 0, 15, '1e3'), '"1e3" is not a plain decimal number'],
    [row('02-11-2026', 0, 15, ''), 'the volume of a measured row is empty'],
    [row('02-11-2026', 0, 15, '1', 'MWh;Uitgelezen'), 'register "Afname Dag" in "MWh" is not one that is billed'],
    [row('02-11-2026', 0, 15, '1', 'kWh;Misschien'), 'status "Misschien" is unknown'],
    [row('02-11-2026', 0, 20, '1'), 'it is not a quarter of an hour, an hour or a day'],
    [row('24-11-2026', 0, 15, '1'), 'it is from the future'],
    [row('02-11-2026', 0, 15, '1', 'kWh;Uitgelezen', 'Piekvermogen'), 'register "Piekvermogen" in "kWh" is not one that is billed'],
  ])('rejects %#', (line, why) => {
    expect(read([HEADER, line].join('\n'))).toMatchObject({ verdict: 'reject', rejects: [{ line: 2, why }] });
  });

  it('gives the same for any split and any line end', () => {
    const lines = [HEADER, ...quarterRows('25-10-2026', starts.slice(0, 20)), 'x;"y'];
    const wanted = anySplit(lines.join('\n'));
    for (const end of ['\r\n', '\r']) expect(anySplit(lines.join(end))).toEqual(wanted);
  });
});

describe('consumptionOf', () => {
  it('is the difference of neighbouring days only, and shows a register that went back', () => {
    const { readings } = register(`${EAN};1.8.1;2026-11-01;100;measured`, `${EAN};1.8.1;2026-11-02;160;measured`, `${EAN};1.8.1;2026-11-04;200;measured`, `${EAN};1.8.1;2026-11-05;190;estimated`);
    expect(consumptionOf(readings).map(({ supplyDay, used, quality }) => [supplyDay, used, quality])).toEqual([['2026-11-02', 60, 'measured'], ['2026-11-05', -10, 'estimated']]);
  });
});
