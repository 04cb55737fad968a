import type { DataSource, EntityManager } from 'typeorm';
import type pg from 'pg';

/** One transaction of one tenant: every statement goes through it, so nothing can fall outside. */
export interface TenantTransaction {
  readonly tenantId: number;
  readonly manager: EntityManager;
  query<Row>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** The one row of a query that must give exactly one; throws otherwise. */
  one<Row>(sql: string, values?: readonly unknown[]): Promise<Row>;
}

/**
 * Runs `work` in one transaction with the tenant set locally, so that row-level security shows that tenant only.
 * Commits when the work returns, rolls back when it throws.
 */
export async function inTenant<Result>(
  dataSource: DataSource,
  tenantId: number,
  work: (tx: TenantTransaction) => Promise<Result>,
): Promise<Result> {
  return dataSource.transaction(async (manager) => {
    await manager.query(`select set_config('tegoed.tenant', $1, true)`, [tenantId.toString()]);
    return work(transactionOf(manager, tenantId));
  });
}

/** A transaction that is open already and in which the tenant has been set, as the door for statements. */
export function transactionOf(manager: EntityManager, tenantId: number): TenantTransaction {
  const runner = manager.queryRunner;
  if (!runner) throw new Error('a transaction has a query runner');
  const query = async <Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> => {
    const client = (await runner.connect()) as pg.PoolClient;
    return (await client.query(statementOf(sql, values))).rows as Row[];
  };
  return {
    tenantId,
    manager,
    query,
    one: async <Row>(sql: string, values: readonly unknown[] = []): Promise<Row> => {
      const rows = await query<Row>(sql, values);
      if (rows.length !== 1 || rows[0] === undefined) throw new Error(`expected one row, got ${rows.length}: ${sql}`);
      return rows[0];
    },
  };
}

/** A connection keeps every statement it knows for ever; texts beyond these, made up as they go, are planned each time. */
const STATEMENTS_KEPT = 400;
const statementNames = new Map<string, string>();

/**
 * A statement with a name of its own is planned once per connection. Under row-level security a join of ten tables is
 * ten times as dear to plan as to run. A statement without values may hold several commands, which cannot be named.
 */
function statementOf(sql: string, values: readonly unknown[]): pg.QueryConfig {
  if (values.length === 0) return { text: sql };
  const known = statementNames.get(sql);
  if (known !== undefined) return { name: known, text: sql, values: [...values] };
  if (statementNames.size >= STATEMENTS_KEPT) return { text: sql, values: [...values] };
  const name = `tenant_${statementNames.size}`;
  statementNames.set(sql, name);
  return { name, text: sql, values: [...values] };
}

/**
 * The pool as the door for functions that are a whole transaction in one call: each statement is planned once per
 * connection, and nothing is sent but the call.
 */
export function pooledStatements(dataSource: DataSource): { query<Row>(sql: string, values?: unknown[]): Promise<Row[]> } {
  const { master } = dataSource.driver as unknown as { readonly master: pg.Pool };
  return { query: async <Row>(sql: string, values: unknown[] = []) => (await master.query(statementOf(sql, values))).rows as Row[] };
}

/** Borrows a plain client of the pool for COPY and for functions that are a whole transaction in one call. */
export async function withClient<Result>(
  dataSource: DataSource,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const runner = dataSource.createQueryRunner();
  try {
    return await work((await runner.connect()) as pg.PoolClient);
  } finally {
    await runner.release();
  }
}

/** Runs work in one transaction of a tenant on a plain client, for COPY. Commits when the work returns, rolls back when it throws. */
export async function inTenantTransaction<Result>(client: pg.PoolClient, tenantId: number, work: () => Promise<Result>): Promise<Result> {
  await client.query('begin');
  try {
    await client.query(`select set_config('tegoed.tenant', $1, true)`, [tenantId.toString()]);
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
