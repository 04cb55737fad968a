// I9: no row of another supplier is visible, over the wire or in the database.
import { drawOne } from '../draw.ts';
import { statusOf } from '../world/wire.ts';
import type { Check, CheckedDay, CheckedWorld } from './checked-day.ts';
import type { Violation } from './violation.ts';

const EVERY_DAYS = 14;
const NOT_FOUND = 404;

/** Knocks at the neighbour's door each day, and looks through every table now and then. */
export class WallsCheck implements Check {
  private readonly world: CheckedWorld;

  constructor(world: CheckedWorld) {
    this.world = world;
  }

  async check(day: CheckedDay): Promise<Violation[]> {
    const violations = await this.knock(day);
    if (day.isLast || day.number % EVERY_DAYS === 0) violations.push(...(await this.lookThroughTables(day)));
    return violations;
  }

  private async knock(day: CheckedDay): Promise<Violation[]> {
    const violations: Violation[] = [];
    for (const tenant of this.world.tenants) {
      const foreign = drawOne(this.world.homes.filter(({ tenantId }) => tenantId !== tenant.tenantId), day.day, tenant.id);
      const path = drawOne(['', '/timeline', '/explain'], day.day, tenant.id, 'path');
      const status = await statusOf(`${this.world.apiUrl}/v1/accounts/${foreign.publicId}${path}`, tenant.apiKey);
      // No answer at all, while a process starts again, shows nothing either.
      if (status !== NOT_FOUND && status !== 0) violations.push({ invariant: 'I9', home: foreign.publicId, atMs: day.atMs, what: `another supplier asks for ${path === '' ? 'the account' : path} and is answered ${String(status)}`, facts: {} });
    }
    return violations;
  }

  private async lookThroughTables(day: CheckedDay): Promise<Violation[]> {
    const { application } = this.world;
    const tables = await this.world.database.rows<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relrowsecurity
         and has_table_privilege('tegoed_app', c.oid, 'select') order by 1`);
    const violations: Violation[] = [];
    for (const { name } of tables) {
      for (const tenantId of [...this.world.tenants.map((tenant) => tenant.tenantId), null]) {
        await application.rows('begin');
        if (tenantId !== null) await application.rows(`select set_config('tegoed.tenant', $1, true)`, [String(tenantId)]);
        const [row] = await application.rows<{ seen: boolean }>(`select exists (select 1 from ${name} where tenant_id is not null and tenant_id is distinct from $1::int) as seen`, [tenantId]);
        await application.rows('rollback');
        if (row?.seen === true && !(tenantId === null && name === 'tenant')) violations.push({ invariant: 'I9', home: null, atMs: day.atMs, what: `${name} shows rows of others to ${tenantId === null ? 'nobody' : `supplier ${String(tenantId)}`}`, facts: {} });
      }
    }
    return violations;
  }
}
