// I10 and I14: what is written stays as it was, and a closed account ends in nothing or in a task.
import type { Check, CheckedDay, CheckedWorld } from './checked-day.ts';
import type { Violation } from './violation.ts';

/** Remembers each row of the audit and looks whether it is still the same. */
export class AuditCheck implements Check {
  private readonly world: CheckedWorld;
  private readonly known = new Map<number, string>();

  constructor(world: CheckedWorld) {
    this.world = world;
  }

  // The audit of the small worlds of a simulation is short: all of it is read again.
  async check(day: CheckedDay): Promise<Violation[]> {
    const rows = await this.world.database.rows<{ audit_id: number; content: string }>(
      `select audit_id, md5((to_jsonb(a) - 'hash' - 'previous_hash' - 'sealed_at' - 'seal')::text) as content from audit a where tenant_id = any($1)`, [this.world.tenants.map(({ tenantId }) => tenantId)]);
    const now = new Map(rows.map(({ audit_id, content }) => [audit_id, content]));
    const changed = [...this.known].filter(([id, content]) => now.get(id) !== content);
    for (const [id, content] of now) this.known.set(id, content);
    return changed.map(([id]) => ({ invariant: 'I10', home: null, atMs: day.atMs, what: `audit row ${String(id)} is ${now.has(id) ? 'not what it was' : 'gone'}`, facts: {} }));
  }
}

/** Looks at contracts that have ended. */
export class ClosingCheck implements Check {
  private readonly world: CheckedWorld;

  constructor(world: CheckedWorld) {
    this.world = world;
  }

  async check(day: CheckedDay): Promise<Violation[]> {
    const rows = await this.world.database.rows<{ public_id: string; credit: number }>(
      `select a.public_id, s.credit_micro_euro as credit from contract c join account a using (account_id) join account_state s using (account_id)
       where c.tenant_id = any($1) and upper(c.period) <= $2::date - 60 and s.credit_micro_euro > 0
         and not exists (select 1 from journal j where j.account_id = c.account_id and j.credit = 'refund_payable')`, [this.world.tenants.map(({ tenantId }) => tenantId), day.day]);
    return rows.map(({ public_id, credit }) => ({ invariant: 'I14', home: public_id, atMs: day.atMs, what: `closed two months ago with ${String(credit)} micro-euro of credit and no refund`, facts: {} }));
  }
}
