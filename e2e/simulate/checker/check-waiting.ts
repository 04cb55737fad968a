// W1: nobody ever waits in a circle.
import type { Check, CheckedDay, CheckedWorld } from './checked-day.ts';
import type { Violation } from './violation.ts';

/** Asks the database how often it had to end a transaction because several waited for one another. */
export class WaitingCheck implements Check {
  private readonly world: CheckedWorld;
  private known = 0;

  constructor(world: CheckedWorld) {
    this.world = world;
  }

  async check(day: CheckedDay): Promise<Violation[]> {
    const [row] = await this.world.database.rows<{ deadlocks: number }>('select deadlocks from pg_stat_database where datname = current_database()');
    const deadlocks = row?.deadlocks ?? 0;
    const fresh = deadlocks - this.known;
    this.known = deadlocks;
    return fresh <= 0 ? [] : [{ invariant: 'W1', home: null, atMs: day.atMs, what: `the database ended ${String(fresh)} transactions that waited for one another in a circle`, facts: {} }];
  }
}
