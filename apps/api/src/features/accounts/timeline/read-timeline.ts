import { microEuro, NO_MONEY, type MicroEuro, type Utility } from '@tegoed/prepayment-engine';
import type { TenantTransaction } from '../../../adapters/postgres/tenant-transaction.js';
import { isoOf } from '../../../adapters/clock/wall-clock.js';
import { euroOf } from '../../../http/euro.js';
import type { Language } from '../../../http/request-context.js';
import { balancesAfter } from './balances-after.js';
import { chargeItem } from './charge-item.js';
import { correctionItem, grantItem, instalmentItem } from './money-by-hand-items.js';
import { paymentItem } from './payment-item.js';
import { noteItem, noticeItem } from './people-items.js';
import { readingItem } from './reading-item.js';
import { commandItem, decisionItem, supplyItem } from './supply-items.js';
import type { TimelineItem, TimelineKind } from './timeline-answer.js';
import type { EntryAfter, TimelineRow, TimelineSource, TimelineView } from './timeline-kind.js';

type AnySource = TimelineSource<TimelineKind, never>;

const SOURCES: Readonly<Record<TimelineKind, AnySource>> = {
  payment: paymentItem, charge: chargeItem, instalment: instalmentItem, grant: grantItem, correction: correctionItem,
  decision: decisionItem, command: commandItem, supply: supplyItem, notice: noticeItem, reading: readingItem, note: noteItem,
};

/** What is asked of an account's timeline. `before` is the position of the last item of the page before. */
export interface TimelineQuestion {
  readonly accountId: number;
  readonly utility: Utility;
  readonly kinds: readonly TimelineKind[];
  readonly before: { readonly recordedAtMs: number; readonly place: number; readonly id: string } | null;
  readonly limit: number;
  readonly language: Language;
}

/** The items of one page, newest first, with the row of each for the next page's position. One statement merges all kinds. */
export async function readTimeline(tx: TenantTransaction, question: TimelineQuestion): Promise<{ item: TimelineItem; row: TimelineRow }[]> {
  if (question.kinds.length === 0) return [];
  const { before } = question;
  const rows = await tx.query<TimelineRow>(mergedSql(question.kinds), [
    question.accountId, before === null ? 'infinity' : isoOf(before.recordedAtMs), before?.place ?? 0, before?.id ?? '', question.limit,
  ]);
  const view = await viewOf(tx, question, rows);
  return rows.map((row) => ({ item: itemOf(row, view), row }));
}

function itemOf(row: TimelineRow, view: TimelineView): TimelineItem {
  const data = SOURCES[row.kind].dataOf(row.data as never, view);
  return { id: row.id, kind: row.kind, at: isoOf(row.at), recordedAt: isoOf(row.recorded_at), data } as TimelineItem;
}

/** Each kind gives at most a page of its newest, so that the merge sorts pages and never histories. */
function mergedSql(kinds: readonly TimelineKind[]): string {
  const before = '(recorded_at, place, id) < ($2::timestamptz, $3::bigint, $4::text)';
  const newest = 'order by recorded_at desc, place desc, id desc limit $5';
  const branches = kinds.map((kind) => `(select '${kind}' as kind, * from (${SOURCES[kind].sql}) of_kind where ${before} ${newest})`);
  return `select * from (${branches.join(' union all ')}) merged ${newest}`;
}

async function viewOf(tx: TenantTransaction, question: TimelineQuestion, rows: readonly TimelineRow[]): Promise<TimelineView> {
  const entries = rows.map((row) => row.data as Partial<EntryAfter>).filter((data): data is EntryAfter => data.entry_no !== undefined);
  const shown = await shownBalances(tx, question.accountId, entries);
  return {
    utility: question.utility,
    language: question.language,
    balanceAfterEuro: (entryNo) => euroOf(shown.get(entryNo) ?? NO_MONEY),
  };
}

/** The shown balance after each entry; entries between them count too, whether or not the page shows them. */
async function shownBalances(tx: TenantTransaction, accountId: number, entries: readonly EntryAfter[]): Promise<Map<number, MicroEuro>> {
  if (entries.every((entry) => entry.credit_after > 0)) return balancesAfter(entries, NO_MONEY);
  const numbers = entries.map((entry) => entry.entry_no);
  const first = Math.min(...numbers);
  const all = await tx.query<EntryAfter>(
    `select entry_no, credit_after_micro_euro as credit_after, debt_supply_after_micro_euro as debt_supply_after
     from journal where account_id = $1 and entry_no between $2 and $3
     union all select entry_no, credit_after_micro_euro, coalesce(debt_supply_after_micro_euro, 0)
     from day_charge where account_id = $1 and entry_no between $2 and $3`,
    [accountId, first, Math.max(...numbers)],
  );
  return balancesAfter(all, await debtAtZeroBefore(tx, accountId, first));
}

/** The supply debt of the last entry before this one that left credit; 0 when there never was any. */
async function debtAtZeroBefore(tx: TenantTransaction, accountId: number, entryNo: number): Promise<MicroEuro> {
  const rows = await tx.query<{ debt: number }>(
    `select debt from (
       (select entry_no, debt_supply_after_micro_euro as debt from journal
        where account_id = $1 and entry_no < $2 and credit_after_micro_euro > 0 order by entry_no desc limit 1)
       union all
       (select entry_no, coalesce(debt_supply_after_micro_euro, 0) from day_charge
        where account_id = $1 and entry_no < $2 and credit_after_micro_euro > 0 order by entry_no desc limit 1)) e
     order by entry_no desc limit 1`,
    [accountId, entryNo],
  );
  return microEuro(rows[0]?.debt ?? 0);
}
