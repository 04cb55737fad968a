import type pg from 'pg';
import { copyIn } from './copy-text.js';
import type { ReadingPivot } from './reading-pivot.js';

const COLUMNS = 'tenant_id, day, account_id, quality, offtake1, offtake2, injection1, injection2, source_id';

/**
 * Puts the readings of a day on the stage. The first file of a day goes straight in; a later one (stragglers, a
 * corrected file) goes over a temporary table and replaces what is there. Runs in the caller's tenant transaction.
 */
export async function stageReadings(client: pg.ClientBase, tenantId: number, day: string, sourceId: number, pivot: ReadingPivot): Promise<void> {
  const lines = pivot.lines(tenantId, day, sourceId);
  const { rowCount } = await client.query('select 1 from reading_stage where tenant_id = $1 and day = $2 limit 1', [tenantId, day]);
  if (rowCount === 0) {
    await copyIn(client, `copy reading_stage (${COLUMNS}) from stdin`, lines);
    return;
  }
  // One file may hold many days, each staged in turn in the same transaction.
  await client.query('create temp table if not exists later_reading (like reading_stage) on commit drop');
  await client.query('truncate later_reading');
  await copyIn(client, `copy later_reading (${COLUMNS}) from stdin`, lines);
  await client.query(
    `insert into reading_stage (${COLUMNS}) select ${COLUMNS} from later_reading
     on conflict (tenant_id, day, account_id) do update set quality = excluded.quality, offtake1 = excluded.offtake1,
       offtake2 = coalesce(excluded.offtake2, reading_stage.offtake2), injection1 = coalesce(excluded.injection1, reading_stage.injection1),
       injection2 = coalesce(excluded.injection2, reading_stage.injection2), source_id = excluded.source_id`,
  );
}

/** Takes the readings of released and quarantined days off the stage; their raw files are kept. */
export async function clearSettledDays(client: pg.ClientBase, tenantId: number): Promise<void> {
  await client.query(
    `delete from reading_stage where tenant_id = $1 and day in (select day from daily_run where tenant_id = $1 and state in ('released', 'quarantined'))`,
    [tenantId],
  );
}
