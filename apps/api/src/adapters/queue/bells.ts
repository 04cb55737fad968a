import { type BackendFactory, createPostgresBackend, Queue, runMigrations, Worker } from 'bullmq';
import pg from 'pg';

/** What a worker may have to look after for one tenant. The rows in the database say what there is to do. */
export type BellKind = 'supply' | 'notices' | 'run' | 'card_payments';

/** A bell: it says that there may be work, never what the work is. Losing one costs a sweep, nothing else. */
export interface Bell {
  readonly tenantId: number;
  readonly kind: BellKind;
}

// Supply has a lane of its own, so that a home that has just paid never waits behind a run or a thousand messages. What
// was paid by card is in that lane, because supply follows from it.
const LANE_OF: Record<BellKind, 'supply' | 'rest'> = { supply: 'supply', notices: 'rest', run: 'rest', card_payments: 'supply' };
const LANES = ['supply', 'rest'] as const;
const SCHEMA = 'bullmq';

/** Where bells ring: PostgreSQL unless a Redis address is given. */
export interface BellOptions {
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
}

/** What a queue or worker needs to be made on the chosen backend. */
interface Backend {
  readonly connection: object;
  readonly factory: BackendFactory | undefined;
  close(): Promise<void>;
}

/** Rings bells. A bell that is waiting already is not rung twice; one that rings during its own work rings once more. */
export class BellRinger {
  private readonly ringing = new Map<string, { again: boolean; done: Promise<void> }>();

  private constructor(
    private readonly queues: ReadonlyMap<string, Queue>,
    private readonly backend: Backend,
  ) {}

  static async open(options: BellOptions): Promise<BellRinger> {
    const backend = await openBackend(options);
    const queues = LANES.map((lane) => [lane, new Queue(lane, { connection: backend.connection as never }, backend.factory as never)] as const);
    for (const [, queue] of queues) queue.on('error', () => undefined);
    return new BellRinger(new Map(queues), backend);
  }

  /**
   * Rings for work that has been committed. While the same bell is being rung it is noted and rung once more afterwards:
   * a hundred payments a second are a few rings. A bell that fails to ring is made good by the sweeper.
   */
  async ring(bell: Bell): Promise<void> {
    const key = `${bell.kind}-${bell.tenantId}`;
    const underWay = this.ringing.get(key);
    if (underWay !== undefined) {
      underWay.again = true;
      return underWay.done;
    }
    const ringing = { again: false, done: Promise.resolve() };
    this.ringing.set(key, ringing);
    ringing.done = this.ringUntilHeard(key, bell, ringing).finally(() => this.ringing.delete(key));
    return ringing.done;
  }

  private async ringUntilHeard(key: string, bell: Bell, ringing: { again: boolean }): Promise<void> {
    const queue = this.queues.get(LANE_OF[bell.kind]);
    if (queue === undefined) throw new Error(`no lane for ${bell.kind}`);
    do {
      ringing.again = false;
      await queue.add(bell.kind, bell, { deduplication: { id: key, keepLastIfActive: true }, removeOnComplete: true, removeOnFail: 100 });
    } while (ringing.again);
  }

  async close(): Promise<void> {
    for (const queue of this.queues.values()) await queue.close();
    await this.backend.close();
  }
}

/** Answers bells. `answer` must be repeatable: a bell may ring twice for the same work. */
export async function answerBells(
  options: BellOptions,
  answer: (bell: Bell) => Promise<void>,
  onError: (bell: Bell | null, error: Error) => void,
): Promise<{ close(): Promise<void> }> {
  const backend = await openBackend(options);
  const workers = LANES.map((lane) => {
    const worker = new Worker(lane, (job: { data: Bell }) => answer(job.data), { connection: backend.connection as never, concurrency: 2 }, backend.factory as never);
    worker.on('failed', (job, error) => onError((job?.data as Bell | undefined) ?? null, error));
    worker.on('error', (error) => onError(null, error));
    return worker;
  });
  return {
    close: async () => {
      for (const worker of workers) await worker.close();
      await backend.close();
    },
  };
}

async function openBackend({ databaseUrl, redisUrl }: BellOptions): Promise<Backend> {
  if (redisUrl !== undefined) return { connection: { url: redisUrl, maxRetriesPerRequest: null }, factory: undefined, close: () => Promise.resolve() };
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4, options: `-c search_path=${SCHEMA},public`, application_name: 'tegoed-bells' });
  pool.on('error', () => undefined);
  const client = await pool.connect();
  try {
    await runMigrations(withoutMakingSchema(client) as never, SCHEMA);
  } finally {
    client.release();
  }
  return { connection: pool, factory: createPostgresBackend as unknown as BackendFactory, close: () => pool.end() };
}

/**
 * The schema of the queue is made when the database is prepared, because PostgreSQL asks for the right to make any
 * schema even where the one that is asked for exists. The application role keeps without that right.
 */
function withoutMakingSchema(client: pg.PoolClient): { query(sql: string, values?: unknown[]): Promise<unknown> } {
  return {
    query: (sql, values) => (sql.startsWith('CREATE SCHEMA IF NOT EXISTS') ? Promise.resolve({ rows: [] }) : client.query(sql, values)),
  };
}
