/** Whatever sends a statement within a transaction that is open. */
interface Statements {
  query(sql: string, values: unknown[]): Promise<unknown>;
}

// Negative, because runs take locks under their own numbers.
const LOCK_SPACE = -7045;

/**
 * Says that a range of the day run is being written. It updates its accounts in two passes, which is no order: whoever
 * locks several accounts of the tenant waits until it is done. Ranges do not wait for one another.
 */
export async function holdOffMoves(client: Statements, tenantId: number): Promise<void> {
  await client.query('select pg_advisory_xact_lock_shared($1, $2)', [LOCK_SPACE, tenantId]);
}

/** Called before several accounts of a tenant are locked in one transaction, so that nobody waits in a circle with a range. */
export async function waitForRanges(tx: Statements, tenantId: number): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1, $2)', [LOCK_SPACE, tenantId]);
}
