export { consumptionOf, type InspectedConsumption } from './consumption.js';
export { readP1Telegram, type P1Read, type P1Telegram, type SwitchState, type ValveState } from './p1-telegram.js';
export { READINGS_FILE_BYTES_LIMIT, readReadingsFile, type ReadingsFile } from './readings-file.js';
export { createReadingsReader, type ReadingsReader } from './readings-reader.js';
export { REGISTER_CSV_HEADER } from './register-csv.js';
export type {
  DayVolume,
  ReadingQuality,
  ReadingsFormat,
  ReadingsSink,
  ReadingsVerdict,
  Register,
  RegisterReading,
  RejectedReading,
} from './register-reading.js';
