import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { inspectBank, type InspectedFile } from './inspect-bank.js';
import { inspectP1 } from './inspect-p1.js';
import { inspectReadings } from './inspect-readings.js';

export { inspectBank, inspectP1, inspectReadings, type InspectedFile };

/** The account that the seeded sandbox tenant collects on. */
export const SANDBOX_IBAN = 'BE83363012345615';

/** What a command line leaves behind: the exit code and the words for the two streams. */
export interface InspectOutcome {
  readonly exitCode: 0 | 2;
  readonly out: string;
  readonly err: string;
}

const USAGE = 'Usage: tegoed inspect bank|readings|p1 <file> [--json] [--iban <IBAN>]... [--no-crc]';

/**
 * Runs `tegoed inspect`: parses and judges one file without booking anything and without a database. The exit code is
 * 0 whenever a verdict was reached, also when it is `reject`; 2 when there was nothing to judge.
 *
 * @param argv what stands after `inspect` on the command line
 * @param now the present in milliseconds since 1970 UTC, to reject readings from the future
 */
export async function runInspect(argv: readonly string[], now: number): Promise<InspectOutcome> {
  const read = await readCommandLine(argv);
  if (read.kind === 'refused') return { exitCode: 2, out: '', err: `${read.why}\n` };
  const inspected = INSPECTIONS[read.subject](read, now);
  return { exitCode: 0, out: read.json ? `${JSON.stringify(inspected, null, 2)}\n` : summaryOf(read.path, inspected), err: '' };
}

interface CommandLine {
  readonly kind: 'read';
  readonly subject: keyof typeof INSPECTIONS;
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly json: boolean;
  readonly ibans: readonly string[];
  readonly checkCrc: boolean;
}

const INSPECTIONS = {
  bank: ({ bytes, ibans }: CommandLine): InspectedFile => inspectBank(bytes, { ourIbans: [SANDBOX_IBAN, ...ibans] }),
  readings: ({ bytes }: CommandLine, now: number): InspectedFile => inspectReadings(bytes, { now }),
  p1: ({ bytes, checkCrc }: CommandLine): InspectedFile => inspectP1(bytes, { checkCrc }),
};

async function readCommandLine(argv: readonly string[]): Promise<CommandLine | { readonly kind: 'refused'; readonly why: string }> {
  const parsed = parsedArguments(argv);
  const [subject, path, ...rest] = parsed?.positionals ?? [];
  if (!parsed || path === undefined || rest.length > 0 || !isSubject(subject)) return { kind: 'refused', why: USAGE };
  const { json, iban, 'no-crc': noCrc } = parsed.values;
  try {
    const bytes = await readFile(path);
    return { kind: 'read', subject, path, bytes, json: json ?? false, ibans: iban ?? [], checkCrc: !noCrc };
  } catch (error) {
    return { kind: 'refused', why: sentenceOf(path, error) };
  }
}

function parsedArguments(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: { json: { type: 'boolean' }, iban: { type: 'string', multiple: true }, 'no-crc': { type: 'boolean' } } });
  } catch {
    return null;
  }
}

function isSubject(subject: string | undefined): subject is keyof typeof INSPECTIONS {
  return subject !== undefined && Object.hasOwn(INSPECTIONS, subject);
}

function sentenceOf(path: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return `There is no file ${path}.`;
  if (code === 'EISDIR') return `${path} is a folder, not a file.`;
  if (code === 'EACCES') return `The file ${path} may not be read by this user.`;
  return `The file ${path} cannot be read (${String(code ?? 'unknown reason')}).`;
}

function summaryOf(path: string, inspected: InspectedFile): string {
  const { verdict, why, format, statements, credits, pending, accepted, rejected } = inspected;
  const facts = [
    typeof format === 'string' ? format : null,
    Array.isArray(statements) ? `${statements.length} statement(s)` : null,
    Array.isArray(credits) ? `${credits.length} movement(s) of money, ${String(pending)} pending` : null,
    typeof accepted === 'number' ? `${accepted} taken, ${String(rejected)} rejected` : null,
  ].filter((fact) => fact !== null);
  return `${path}: ${verdict}${typeof why === 'string' ? ` (${why})` : ''}${facts.length === 0 ? '' : `; ${facts.join(', ')}`}\n`;
}
