import { type ClaimRow, sqlStateOf, type Statements, VERSION_MOVED } from './post-entry.js';

/** The rows of up to 500 payments in the shape of their tables; what is the same for all of them stands in `batch`. */
export interface ChunkRows {
  readonly batch: { readonly kind: string; readonly id: string; readonly booked_on: string; readonly recorded_at: string; readonly wall_at: string };
  readonly states: readonly object[];
  readonly journal: readonly object[];
  readonly payments: readonly object[];
  readonly claims: readonly ClaimRow[];
  readonly notices: readonly object[];
  readonly wishes: readonly object[];
  readonly attention: readonly object[];
  readonly dues: readonly object[];
  /** The lines of a bank file that are done with once this is booked. */
  readonly lines: { readonly inbox_id: number; readonly line_nos: readonly number[] } | null;
}

/** An account of a chunk and the version that its rows were computed from. */
export interface ChunkAccount {
  readonly accountId: number;
  readonly expectedVersion: number;
}

/**
 * What became of a chunk. `lost`: these accounts moved or were held by somebody else, and nothing was written.
 * `claimed`: a key of the chunk was claimed before, and nothing was written.
 */
export type ChunkOutcome = { readonly kind: 'booked' } | { readonly kind: 'lost'; readonly accountIds: readonly number[] } | { readonly kind: 'claimed' };

/** Writes the payments of many accounts in one transaction, or none of them. Waits for no account. */
export async function postEntries(statements: Statements, tenantId: number, accounts: readonly ChunkAccount[], rows: ChunkRows): Promise<ChunkOutcome> {
  try {
    const [answer] = await statements.query<{ lost: number[] | null }>('select post_entries($1, $2, $3, $4) as lost', [
      tenantId,
      accounts.map(({ accountId }) => accountId),
      accounts.map(({ expectedVersion }) => expectedVersion),
      JSON.stringify(rows),
    ]);
    if (answer === undefined) throw new Error('post_entries gave no answer');
    return answer.lost === null ? { kind: 'booked' } : { kind: 'lost', accountIds: answer.lost.map(Number) };
  } catch (error) {
    if (sqlStateOf(error) === VERSION_MOVED) return { kind: 'claimed' };
    throw error;
  }
}
