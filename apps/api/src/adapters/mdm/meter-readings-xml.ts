import { readDecimal } from '../inbound-bytes/decimal.js';
import { createXmlDecoder } from '../inbound-bytes/xml-charset.js';
import { childrenOf, elementAt, partsSink, textAt, type XmlElement, type XmlPath } from '../inbound-bytes/xml-element.js';
import { createXmlReader } from '../inbound-bytes/xml-events.js';
import { settled, type FoundReading } from './day-registers.js';
import { createDaySums } from './day-sums.js';
import type { FormatReader, ReaderOutput } from './format-reader.js';
import { otherDocumentOf } from './other-formats.js';
import { readingTypeOf, qualityOf, type KnownReadingType } from './reading-type.js';
import { FUTURE_TOLERANCE_MS, ReadingsFault } from './register-reading.js';
import { boundsOfDay, instantOf, supplyDayAt, supplyDayEndingAt } from './supply-day.js';

interface MeterNames {
  readonly ean: string | null;
  readonly meterSerial: string | null;
}

/** One `Readings` or `IntervalReadings` with the reading type that holds for it. */
interface WrittenReading {
  readonly element: XmlElement;
  readonly typeRef: string;
}

type UsedType = Exclude<KnownReadingType, { kind: 'refused' }>;

/**
 * Reads IEC 61968-9 MeterReadings in a message envelope or bare, by local names and in any order of elements, one
 * meter at a time. Totals beside day and night registers of the same meter and moment are left out.
 */
export function createMeterReadingsReader(output: ReaderOutput, now: number): FormatReader {
  const sums = createDaySums();
  let meterReadings = 0;
  const sink = partsSink({
    isPart: (path) => path.at(-1) === 'MeterReading' || path.at(-1) === 'Header',
    onOpen: (path) => refuseOtherDocument(path),
    onPart: (part) => {
      if (part.name === 'Header') return readHeader(part, output);
      meterReadings += 1;
      readMeter(part, { output, now, sums });
    },
  });
  const decoder = createXmlDecoder();
  const reader = createXmlReader(sink);
  return {
    write: (bytes) => reader.write(decoder.write(bytes)),
    end: () => {
      reader.write(decoder.end());
      reader.end();
      if (meterReadings === 0) throw new ReadingsFault('there is no MeterReading in it');
      for (const volume of sums.volumes()) output.dayVolume(volume);
    },
  };
}

function refuseOtherDocument(path: XmlPath): void {
  const why = path.length === 1 ? otherDocumentOf(path[0]!) : null;
  if (why !== null) throw new ReadingsFault(why);
}

function readHeader(header: XmlElement, output: ReaderOutput): void {
  const noun = textAt(header, 'Noun');
  if (noun !== null && noun !== 'MeterReadings') throw new ReadingsFault(`the message is about ${noun.slice(0, 40)}, not about MeterReadings`);
  output.messageId(textAt(header, 'MessageID'));
}

interface MeterContext {
  readonly output: ReaderOutput;
  readonly now: number;
  readonly sums: ReturnType<typeof createDaySums>;
}

function readMeter(meter: XmlElement, context: MeterContext): void {
  const names = namesOf(meter);
  const found: FoundReading[] = [];
  for (const written of writtenReadings(meter)) {
    const outcome = readOne(written, names, context);
    if (typeof outcome === 'string') context.output.reject({ line: written.element.line, ean: names.ean, why: outcome });
    else if (outcome !== null) found.push(outcome);
  }
  context.output.settled(settled(found));
}

function namesOf(meter: XmlElement): MeterNames {
  const point = textAt(meter, 'UsagePoint', 'mRID') ?? textAt(meter, 'UsagePoint', 'Names', 'name');
  const serial = textAt(meter, 'Meter', 'Names', 'name') ?? textAt(meter, 'Meter', 'mRID');
  return { ean: point !== null && /^\d{18}$/.test(point) ? point : null, meterSerial: serial };
}

function writtenReadings(meter: XmlElement): WrittenReading[] {
  const typeOf = (element: XmlElement) => elementAt(element, 'ReadingType')?.attributes.get('ref') ?? textAt(element, 'ReadingType', 'mRID');
  const registers = childrenOf(meter, 'Readings').map((element) => ({ element, typeRef: typeOf(element) ?? '' }));
  const intervals = childrenOf(meter, 'IntervalBlocks').flatMap((block) =>
    childrenOf(block, 'IntervalReadings').map((element) => ({ element, typeRef: typeOf(element) ?? typeOf(block) ?? '' })),
  );
  return [...registers, ...intervals];
}

/** Gives a register reading, null for an interval that went into the day's sum, or the reason for the reject list. */
function readOne({ element, typeRef }: WrittenReading, names: MeterNames, { output, now, sums }: MeterContext): FoundReading | string | null {
  if (names.ean === null && names.meterSerial === null) return 'it names neither a meter nor a connection';
  const type = readingTypeOf(typeRef);
  if (type.kind === 'refused') return type.why;
  const readAt = instantOf(textAt(element, 'timeStamp') ?? '');
  if (readAt === null) return 'its time is missing or has no zone';
  if (readAt > now + FUTURE_TOLERANCE_MS) return 'it is from the future';
  const value = readDecimal(elementAt(element, 'value')?.text ?? '', { places: type.places, separator: '.' });
  if (value.kind === 'refused') return value.why;
  const quality = qualityOf(childrenOf(element, 'ReadingQualities').flatMap((qualities) => qualityRefs(qualities)));
  if (type.kind === 'interval') return addInterval({ type, readAt, names, value: value.value, quality }, { output, sums });
  const supplyDay = supplyDayEndingAt(readAt);
  if (supplyDay === null) return 'its time is not the end of a supply day';
  return { ...names, register: type.register, total: type.total, readAt, supplyDay, value: value.value, quality, line: element.line };
}

function qualityRefs(qualities: XmlElement): string[] {
  return childrenOf(qualities, 'ReadingQualityType').map((type) => type.attributes.get('ref') ?? type.text);
}

interface IntervalUse {
  readonly type: UsedType;
  readonly readAt: number;
  readonly names: MeterNames;
  readonly value: number;
  readonly quality: FoundReading['quality'];
}

/** The time of an interval reading is the end of the interval (IEC 61968-9). */
function addInterval({ type, readAt, names, value, quality }: IntervalUse, { output, sums }: Pick<MeterContext, 'output' | 'sums'>): string | null {
  const startsAt = readAt - type.minutes * 60_000;
  const supplyDay = supplyDayAt(startsAt);
  const hours = boundsOfDay(supplyDay)!.hours;
  const unit = type.register === 'gas' ? 'dm3' : 'Wh';
  const expectedSlots = (hours * 60) / type.minutes;
  const slot = { ...names, register: type.register, unit, supplyDay, startsAt, value, quality, factorStatus: null, expectedSlots } as const;
  const outcome = sums.add(slot);
  if (outcome === 'conflict') return 'another value for the same register and moment';
  if (outcome === 'repeated') output.repeated();
  else output.partTaken();
  return null;
}
