import type { SupplyDay } from '@tegoed/prepayment-engine';
import type pg from 'pg';
import type { ReadingPivot } from './reading-pivot.js';
import { decodeBlock, emptyBlock, encodeBlock, layOver, type StageBlock } from './stage-block.js';

interface StageRow {
  readonly block_no: number;
  readonly readings: Buffer;
}

/** Rows per statement: some two megabytes. */
const BLOCKS_AT_ONCE = 100;

/**
 * Puts the readings of a day on the stage, over what an earlier file brought. Runs in the caller's tenant transaction;
 * files of one tenant are staged one after the other.
 */
export async function stageReadings(client: pg.ClientBase, tenantId: number, day: string, sourceId: number, pivot: ReadingPivot): Promise<void> {
  await client.query('select pg_advisory_xact_lock(7004, $1)', [tenantId]);
  const { rows } = await client.query<StageRow>('select block_no, readings from reading_stage where tenant_id = $1 and day = $2', [tenantId, day]);
  const there = new Map(rows.map((row) => [row.block_no, row.readings]));
  let numbers: number[] = [];
  let readings: string[] = [];
  const write = async (): Promise<void> => {
    await client.query(
      `insert into reading_stage (tenant_id, day, block_no, readings) select $1, $2, b, decode(r, 'base64') from unnest($3::int[], $4::text[]) x (b, r)
       on conflict (tenant_id, day, block_no) do update set readings = excluded.readings`,
      [tenantId, day, numbers, readings],
    );
    numbers = [];
    readings = [];
  };
  for (const { blockNo, block } of pivot.blocks()) {
    const earlier = there.get(blockNo);
    const whole = earlier === undefined ? emptyBlock() : decodeBlock(earlier);
    layOver(whole, block, sourceId);
    numbers.push(blockNo);
    readings.push(encodeBlock(whole).toString('base64'));
    if (numbers.length === BLOCKS_AT_ONCE) await write();
  }
  if (numbers.length > 0) await write();
}

/** The staged readings of some blocks of a day, by block number; a block without a reading is not there. */
export async function stagedBlocks(client: pg.ClientBase, tenantId: number, day: SupplyDay, blockNos: readonly number[]): Promise<ReadonlyMap<number, StageBlock>> {
  const { rows } = await client.query<StageRow>('select block_no, readings from reading_stage where tenant_id = $1 and day = $2 and block_no = any($3)', [
    tenantId, day, blockNos,
  ]);
  return new Map(rows.map((row) => [row.block_no, decodeBlock(row.readings)]));
}

/** Takes the readings of released and quarantined days off the stage; their raw files are kept. */
export async function clearSettledDays(client: pg.ClientBase, tenantId: number): Promise<void> {
  await client.query(
    `delete from reading_stage where tenant_id = $1 and day in (select day from daily_run where tenant_id = $1 and state in ('released', 'quarantined'))`,
    [tenantId],
  );
}
