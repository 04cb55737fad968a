import type { CorrectionCause, SupplyDay } from '@tegoed/prepayment-engine';
import type { DataSource } from 'typeorm';
import type { StoredRun } from '../../adapters/postgres/day-run/run-store.js';
import { inTenant } from '../../adapters/postgres/tenant-transaction.js';
import { readRerateTerms, rerateAccount } from './rerate/index.js';
import type { RunTerms } from './settle-range.js';

interface HeldReading {
  readonly account_id: number;
  readonly last_read_day: SupplyDay | null;
  readonly day: SupplyDay;
  readonly cause: CorrectionCause;
}

/** What the path of held readings needs of a run's own needs. */
export interface GapDeps {
  readonly dataSource: DataSource;
  readonly wallNowMs: () => number;
}

const SIDE_BY_SIDE = 4;
/** Held by the stream because it sees one day only; the days together can tell what was used. */
const SOLVED_BY_ITSELF = ['gap', 'below_estimate'];

/**
 * Homes whose meter was silent for days and has spoken again, or whose estimate turned out too high, leave the stream of
 * the run: what they used is spread over the days since the last measured reading, each at its own price, and only the
 * difference with what was charged is booked. A day on which the meter was exchanged is computed from both meters. Done account by account under the row lock; it may be repeated at any time.
 */
export async function settleGaps(deps: GapDeps, run: StoredRun, terms: RunTerms): Promise<void> {
  const { held, rerateTerms } = await inTenant(deps.dataSource, run.tenant_id, async (tx) => ({
    rerateTerms: await readRerateTerms(tx, terms.now, deps.wallNowMs()),
    held: await tx.query<HeldReading>(
      `select distinct x.account_id, s.last_read_day, x.day, 'gap' as cause from reading_exception x join account_state s using (account_id)
       where x.tenant_id = $3 and x.day = $1 and x.state = 'open' and x.problem = any($2)
       union select account_id, day, day, 'meter_exchange' from exchange_part where tenant_id = $3 and day = $1 order by 1`,
      [run.day, SOLVED_BY_ITSELF, run.tenant_id],
    ),
  }));
  const queue = held.values();
  const lane = async (): Promise<void> => {
    for (const { account_id, last_read_day, day, cause } of queue) {
      const order = { accountId: account_id, firstDay: last_read_day ?? day, cause, batchId: `${run.run_id}`, runId: run.run_id };
      // What cannot be spread stays on the work list with its reason; a person looks.
      await inTenant(deps.dataSource, run.tenant_id, (tx) => rerateAccount(tx, order, rerateTerms));
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
}
