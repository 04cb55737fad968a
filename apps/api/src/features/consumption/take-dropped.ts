import type { Instant } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import { droppedFiles, putAway } from '../../adapters/drop-folder/drop-folder.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { takeReadings } from './take-readings.js';

/**
 * Takes the files of readings that lie in a tenant's drop folder, as if they had come over HTTP, and puts each away. A
 * crash between the two takes the same file again, which is no second file.
 *
 * @returns how many files were taken or refused
 */
export async function takeDropped(dataSource: DataSource, tenantId: number, folder: string, now: Instant): Promise<number> {
  const { public_id } = await inTenant(dataSource, tenantId, (tx) => tx.one<{ public_id: string }>('select public_id from tenant where tenant_id = $1', [tenantId]));
  const files = await droppedFiles(folder, public_id);
  for (const file of files) {
    const taken = await takeReadings(dataSource, tenantId, file.bytes, now);
    await putAway(folder, public_id, file, taken.verdict === 'reject' ? 'refused' : 'done');
  }
  return files.length;
}
