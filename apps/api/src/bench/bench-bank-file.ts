import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { instantAt, type SupplyDay } from '@tegoed/prepayment-engine';
import pg from 'pg';
import { monotonicMs, wallNowMs } from '../adapters/clock/wall-clock.js';
import { PersonalData } from '../adapters/crypto/index.js';
import { AccountTermsReader } from '../adapters/postgres/account-terms.js';
import { makeDataSource } from '../adapters/postgres/data-source.js';
import { readEnv } from '../env.schema.js';
import { takeBankFile } from '../features/payments/index.js';
import { BENCH_IBAN, codaLines } from './bank-file.js';
import { makePopulation } from './population.js';

const FIRST_DAY = '2026-05-04' as SupplyDay;
const NOW = instantAt(FIRST_DAY, 10 * 60);

/**
 * Times one CODA file of many payments from its bytes to the last booking, and measures the memory that the process
 * needs for it. Prints one JSON line at the end.
 */
async function bench(): Promise<void> {
  const { values } = parseArgs({ options: { accounts: { type: 'string', default: '130000' }, payments: { type: 'string', default: '100000' }, dir: { type: 'string', default: '/tmp' } } });
  const [accounts, payments] = [Number.parseInt(values.accounts, 10), Number.parseInt(values.payments, 10)];
  const env = readEnv();
  const owner = new pg.Client({ connectionString: env.MIGRATION_DATABASE_URL });
  await owner.connect();
  const { tenantId } = await makePopulation(owner, accounts, FIRST_DAY);
  await owner.query('update tenant set iban = $2 where tenant_id = $1', [tenantId, BENCH_IBAN]);
  const file = path.join(values.dir, `tegoed-bench-${process.pid}.cod`);
  writeFile(file, codaLines(payments, accounts));
  const dataSource = await makeDataSource(env.DATABASE_URL, 6).initialize();
  const deps = { dataSource, terms: new AccountTermsReader(dataSource), wallNowMs, people: new PersonalData(env.DATA_KEY, env.BLIND_INDEX_KEY) };
  const before = process.cpuUsage();
  const started = monotonicMs();
  const marks: Record<string, number> = {};
  const step = (name: string): void => void (marks[name] = Math.round(monotonicMs() - started));
  const outcome = await takeBankFile({ ...deps, step }, tenantId, fs.createReadStream(file), NOW);
  const elapsedMs = Math.round(monotonicMs() - started);
  const { user, system } = process.cpuUsage(before);
  fs.rmSync(file);
  console.log(JSON.stringify({
    payments, accounts, elapsedMs, marks, paymentsPerSecond: Math.round((payments * 1000) / elapsedMs), cpuMs: Math.round((user + system) / 1000),
    peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024), outcome: outcome.kind === 'taken' ? { booked: outcome.answer.booked, suspense: outcome.answer.suspense } : outcome,
  }));
  await dataSource.destroy();
  await owner.end();
}

function writeFile(file: string, lines: Iterable<string>): void {
  const out = fs.openSync(file, 'w');
  let block = '';
  for (const line of lines) {
    block += `${line}\r\n`;
    if (block.length < 1 << 20) continue;
    fs.writeSync(out, block);
    block = '';
  }
  fs.writeSync(out, block);
  fs.closeSync(out);
}

await bench();
