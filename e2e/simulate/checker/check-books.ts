// I1, I2, I12: every account is played from nothing, and the books are added up again.
import { ask } from '../world/wire.ts';
import type { Check, CheckedDay, CheckedWorld } from './checked-day.ts';
import { BALANCE_NAMES, type BalanceName, type Balances, type Entry, PlayedAccount } from './played-account.ts';
import type { Violation } from './violation.ts';

type Row = Record<string, never> & Record<string, unknown>;

const CUSTOMER: ReadonlySet<string> = new Set(BALANCE_NAMES);
const SAME_CLOCK_MS = 1_000;
/** The whole ledger is proven again now and then, by itself and by the platform's own proof. */
const WHOLE_EVERY_DAYS = 60;

/** Plays the accounts of a world and compares with what is stored. */
export class BooksCheck implements Check {
  readonly played = new Map<number, PlayedAccount>();
  private readonly world: CheckedWorld;
  private lastJournalId = 0;
  private lastLineId = 0;
  private chargesFromMs = 0;
  private readonly chargesSeen = new Set<string>();
  private readonly linesSum = new Map<number, number>();

  constructor(world: CheckedWorld) {
    this.world = world;
    for (const { accountId } of world.homes) this.played.set(accountId, new PlayedAccount());
  }

  async check(day: CheckedDay): Promise<Violation[]> {
    const violations = await this.playNews(day);
    violations.push(...(await this.compareStates(day)), ...(await this.addUpBatches(day)));
    if (day.isLast || day.number % WHOLE_EVERY_DAYS === 0) violations.push(...(await this.proveWhole(day)));
    return violations;
  }

  private async playNews(day: CheckedDay): Promise<Violation[]> {
    const entries = new Map<number, Entry[]>();
    for (const [accountId, entry] of [...(await this.newJournal()), ...(await this.newCharges(day))]) entries.set(accountId, [...(entries.get(accountId) ?? []), entry]);
    return [...entries].flatMap(([accountId, list]) =>
      (this.played.get(accountId)?.take(list) ?? ['entries of an account that nobody opened']).map((what) => this.violation('I2', accountId, day, what, {})));
  }

  private async newJournal(): Promise<[number, Entry][]> {
    const rows = await this.world.database.rows<Row>(
      `select * from journal where tenant_id = any($1) and journal_id > $2 and entry_no is not null order by journal_id`, [this.tenantIds, this.lastJournalId]);
    return rows.map((row) => {
      this.lastJournalId = Math.max(this.lastJournalId, Number(row['journal_id']));
      return [Number(row['account_id']), entryOfJournal(row)];
    });
  }

  private async newCharges(day: CheckedDay): Promise<[number, Entry][]> {
    const rows = await this.world.database.rows<Row>('select * from day_charge where tenant_id = any($1) and recorded_at >= to_timestamp($2::float8 / 1000)', [this.tenantIds, this.chargesFromMs]);
    this.chargesFromMs = day.atMs - SAME_CLOCK_MS;
    const fresh = rows.filter((row) => {
      const key = `${String(row['day'])} ${String(row['account_id'])} ${String(row['seq'])}`;
      if (this.chargesSeen.has(key)) return false;
      this.chargesSeen.add(key);
      return true;
    });
    return fresh.map((row) => [Number(row['account_id']), entryOfCharge(row)]);
  }

  private async compareStates(day: CheckedDay): Promise<Violation[]> {
    const rows = await this.world.database.rows<Row>('select * from account_state where tenant_id = any($1)', [this.tenantIds]);
    return rows.flatMap((row) => {
      const accountId = Number(row['account_id']);
      const played = this.played.get(accountId);
      if (played === undefined) return [];
      const wrong = BALANCE_NAMES.filter((name) => Number(row[`${name}_micro_euro`]) !== played.now[name]).map((name) => `${name} is stored as ${String(row[`${name}_micro_euro`])}, played it is ${String(played.now[name])}`);
      if (Number(row['entry_no']) !== played.entryNo) wrong.push(`the state counts ${String(row['entry_no'])} entries, there are ${String(played.entryNo)}`);
      if (Number(row['debt_supply_at_zero_micro_euro']) !== played.supplyDebtWhenCreditEnded) wrong.push(`debt at zero is stored as ${String(row['debt_supply_at_zero_micro_euro'])}, played it is ${String(played.supplyDebtWhenCreditEnded)}`);
      return wrong.map((what) => this.violation('I12', accountId, day, what, {}));
    });
  }

  private async addUpBatches(day: CheckedDay): Promise<Violation[]> {
    const rows = await this.world.database.rows<Row>(
      `select tenant_id, max(line_id) as last, sum(debit_micro_euro - credit_micro_euro)::bigint as sum from general_ledger_line
       where tenant_id = any($1) and line_id > $2 group by tenant_id`, [this.tenantIds, this.lastLineId]);
    for (const row of rows) {
      this.lastLineId = Math.max(this.lastLineId, Number(row['last']));
      this.linesSum.set(Number(row['tenant_id']), (this.linesSum.get(Number(row['tenant_id'])) ?? 0) + Number(row['sum']));
    }
    return [...this.linesSum].filter(([, sum]) => sum !== 0).map(([tenantId, sum]) => this.violation('I1', null, day, `the general ledger of supplier ${String(tenantId)} sums to ${String(sum)}`, {}));
  }

  private async proveWhole(day: CheckedDay): Promise<Violation[]> {
    const sums = await this.world.database.rows<Row>(
      `select tenant_id, account_id, entry_no, sum(debit_micro_euro - credit_micro_euro)::bigint as sum from ledger_line
       where tenant_id = any($1) group by tenant_id, account_id, entry_no having sum(debit_micro_euro - credit_micro_euro) <> 0 limit 20`, [this.tenantIds]);
    const violations = sums.map((row) => this.violation('I1', Number(row['account_id']), day, `entry ${String(row['entry_no'])} sums to ${String(row['sum'])}`, {}));
    const [count] = await this.world.database.rows<Row>(
      `select (select count(*) from journal where tenant_id = any($1) and entry_no is not null) + (select count(*) from day_charge where tenant_id = any($1)) as entries`, [this.tenantIds]);
    const played = [...this.played.values()].reduce((sum, account) => sum + account.entryNo, 0);
    if (Number(count?.['entries']) !== played) violations.push(this.violation('I12', null, day, `the database holds ${String(count?.['entries'])} entries, ${String(played)} were played`, {}));
    for (const { apiKey } of this.world.tenants) {
      const proof = await ask<{ stands: boolean; problems: readonly unknown[] }>(`${this.world.apiUrl}/v1/ledger/verify`, apiKey);
      if (!proof.stands) violations.push(this.violation('I12', null, day, 'the ledger does not prove itself', { problems: proof.problems.slice(0, 5) }));
    }
    return violations;
  }

  private get tenantIds(): number[] {
    return this.world.tenants.map(({ tenantId }) => tenantId);
  }

  private violation(invariant: Violation['invariant'], accountId: number | null, day: CheckedDay, what: string, facts: Violation['facts']): Violation {
    return { invariant, home: this.world.homes.find((home) => home.accountId === accountId)?.publicId ?? null, atMs: day.atMs, what, facts };
  }
}

function entryOfJournal(row: Row): Entry {
  const amount = Number(row['amount_micro_euro']);
  const moves: Partial<Balances> = {};
  const [debit, credit] = [String(row['debit']), String(row['credit'])];
  // Credit is the customer's money and grows on the credit side; a debt grows on the debit side.
  if (CUSTOMER.has(debit)) moves[debit as BalanceName] = (moves[debit as BalanceName] ?? 0) + (debit === 'credit' ? -amount : amount);
  if (CUSTOMER.has(credit)) moves[credit as BalanceName] = (moves[credit as BalanceName] ?? 0) + (credit === 'credit' ? amount : -amount);
  return { ...common(row, 'journal'), kind: String(row['kind']), causeKind: String(row['cause_kind']), causeId: String(row['cause_id']), moves };
}

function entryOfCharge(row: Row): Entry {
  const moves = { credit: -Number(row['from_credit_micro_euro'] ?? row['total_micro_euro']), debt_supply: Number(row['to_debt_supply_micro_euro']), debt_protected: Number(row['to_debt_protected_micro_euro']) };
  // These two are null in a charge after which nothing is owed.
  const owed = { debt_supply_after_micro_euro: row['debt_supply_after_micro_euro'] ?? 0, debt_protected_after_micro_euro: row['debt_protected_after_micro_euro'] ?? 0 };
  return { ...common({ ...row, ...owed }, 'day_charge'), kind: 'charge', causeKind: 'day', causeId: String(row['day']), moves };
}

function common(row: Row, source: Entry['source']): Pick<Entry, 'entryNo' | 'source' | 'after' | 'recordedAtMs'> {
  const after = BALANCE_NAMES.flatMap((name) => {
    const said: unknown = row[`${name}_after_micro_euro`];
    return said === undefined || said === null ? [] : [[name, Number(said)] as const];
  });
  return { entryNo: Number(row['entry_no']), source, after: Object.fromEntries(after), recordedAtMs: Number(row['recorded_at']) };
}
