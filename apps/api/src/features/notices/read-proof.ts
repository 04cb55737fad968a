import { isoOf } from '../../adapters/clock/wall-clock.js';
import type { TenantTransaction } from '../../adapters/postgres/tenant-transaction.js';

/** One thing that happened to a message. */
export interface ProofStep {
  readonly what: string;
  readonly channel: string | null;
  readonly why: string | null;
  readonly providerId: string | null;
  /** SHA-256 in hex of the words that went out. */
  readonly textHash: string | null;
  readonly at: string;
  readonly wallAt: string;
}

interface StepRow {
  what: string;
  channel: string | null;
  why: string | null;
  provider_id: string | null;
  text_hash: string | null;
  occurred_at: number;
  wall_at: number;
}

/** The proof of a message: every attempt on every channel, in order; also of one that went together with another. Null when unknown. */
export async function readProof(tx: TenantTransaction, noticeId: string): Promise<ProofStep[] | null> {
  const [notice] = await tx.query<{ carried_by: string | null }>('select carried_by from notice where notice_id = $1', [noticeId]);
  if (notice === undefined) return null;
  const rows = await tx.query<StepRow>(
    `select what, channel, why, provider_id, encode(text_hash, 'hex') as text_hash, occurred_at, wall_at from notice_step
     where notice_id in ($1::uuid, coalesce($2::uuid, $1::uuid)) order by step_id`,
    [noticeId, notice.carried_by],
  );
  return rows.map((row) => ({
    what: row.what,
    channel: row.channel,
    why: row.why,
    providerId: row.provider_id,
    textHash: row.text_hash,
    at: isoOf(row.occurred_at),
    wallAt: isoOf(row.wall_at),
  }));
}
