import { readFile } from 'node:fs/promises';
import type { Schema } from '@tegoed/api-client';
import { unpacked } from '../adapters/inbound-bytes/unpacked.js';
import { commandLineOf } from './command-line.js';
import { asJson, done, failed, type Outcome } from './outcome.js';
import type { Setting } from './setting.js';
import { failureOf, suppliersFor } from './suppliers.js';

export const IMPORT_USAGE = 'tegoed import <file> [--tenant NAME] [--json]';

const SNIFFED_BYTES = 4_096;
const LARGEST_FILE_BYTES = 4_000_000_000;

/** What a file holds, by its content; the name of a file says nothing. */
export type FileContent = 'bank' | 'readings' | 'unknown';

const CONTENT: Readonly<Record<Exclude<FileContent, 'unknown'>, RegExp>> = {
  // CODA: record 0 with the day, the bank and application code 05. camt: the name of the message in its namespace.
  bank: /^\s*0{5}\d{9}05|camt\.05[234]/,
  // IEC 61968-9, the register file, and the grid operator's export in four languages, which all name the EAN.
  readings: /MeterReadings|^\s*ean;register;day;|^[^\n]*;\s*"?(EAN-code|Code EAN|EAN code)/i,
};

/** Decides what a file holds from its first bytes, packed with gzip or not. */
export function contentOf(bytes: Uint8Array): FileContent {
  const plain = unpacked(bytes, LARGEST_FILE_BYTES);
  if (plain.kind === 'refused') return 'unknown';
  const head = Buffer.from(plain.bytes.subarray(0, SNIFFED_BYTES)).toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
  if (CONTENT.bank.test(head)) return 'bank';
  return CONTENT.readings.test(head) ? 'readings' : 'unknown';
}

/** `tegoed import`: hands a bank statement or a file of readings to the API, as it is. */
export async function importFile(argv: readonly string[], setting: Setting): Promise<Outcome> {
  const line = commandLineOf(argv, 1);
  const [file] = line.kind === 'read' ? line.words : [];
  if (line.kind === 'wrong' || file === undefined) return failed('wrongCommand', `Usage: ${IMPORT_USAGE}`);
  const read = await bytesOf(file);
  if (read.kind === 'refused') return failed('wrongCommand', read.why);
  const content = contentOf(read.bytes);
  if (content === 'unknown') return failed('wrongCommand', `${file} is neither a bank statement (CODA, camt) nor readings (MeterReadings XML, register CSV, consumption export).`);
  const suppliers = await suppliersFor(setting, line.tenant, 'one');
  if (suppliers.kind === 'failed') return suppliers.outcome;
  const { path, sentence } = DOORS[content];
  const answer = await suppliers.suppliers[0].api.post<never>(path, { bytes: read.bytes, contentType: 'application/octet-stream' });
  if (answer.kind !== 'answered') return failureOf(answer);
  return done(line.json ? asJson(answer.body) : `${file}: ${sentence(answer.body)}`);
}

interface Counted {
  readonly count: number;
  readonly amountEuro: string;
}

interface BankAnswer {
  readonly verdict: string;
  readonly why: string | null;
  readonly booked: Counted;
  readonly suspense: Counted;
  readonly reversed: Counted;
  readonly pending: number;
  readonly duplicates: number;
}

type ReadingsAnswer = Schema<'ReadingsFileAnswer'>;

const DOORS = {
  bank: { path: '/v1/bank-statements', sentence: bankSentence },
  readings: { path: '/v1/meter-readings', sentence: readingsSentence },
} as const;

function bankSentence(taken: BankAnswer): string {
  const money = (name: string, { count, amountEuro }: Counted): string => `${count} ${name} (${amountEuro} EUR)`;
  const parts = [money('booked', taken.booked), money('in suspense', taken.suspense), money('taken back', taken.reversed), `${taken.pending} pending`, `${taken.duplicates} known already`];
  return `${verdictOf(taken)}; ${parts.join(', ')}.`;
}

function readingsSentence(taken: ReadingsAnswer): string {
  const days = taken.days.length === 0 ? 'no day' : taken.days.length === 1 ? taken.days[0] : `${taken.days[0]} to ${taken.days.at(-1)}`;
  const rejects = taken.rejected.slice(0, 5).map(({ ean, line, why }) => `\n  ${ean ?? `line ${line}`}: ${why}`);
  return `${verdictOf(taken)}; ${taken.accepted} of ${taken.readings} readings taken for ${days}, ${taken.rejected.length} not taken.${rejects.join('')}`;
}

function verdictOf({ verdict, why }: { verdict: string; why: string | null }): string {
  return why === null ? verdict : `${verdict} (${why})`;
}

async function bytesOf(file: string): Promise<{ kind: 'read'; bytes: Uint8Array } | { kind: 'refused'; why: string }> {
  try {
    return { kind: 'read', bytes: await readFile(file) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    const reason = { ENOENT: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'this user may not read it' }[code] ?? code;
    return { kind: 'refused', why: `${file} cannot be read: ${reason}.` };
  }
}
