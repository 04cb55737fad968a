import type { Utility } from '@tegoed/prepayment-engine';
import type { Language } from '../../../http/request-context.js';
import type { TimelineData, TimelineKind } from './timeline-answer.js';

/** One row of the merged timeline as the database gives it; `data` differs per kind. */
export interface TimelineRow<Data = unknown> {
  readonly kind: TimelineKind;
  readonly id: string;
  readonly at: number;
  readonly recorded_at: number;
  /** Orders what was recorded in the same moment: causes before effects, entries by their number. */
  readonly place: number;
  readonly data: Data;
}

/** The number of a ledger entry and what it left; only kinds that move the balance have it. */
export interface EntryAfter {
  readonly entry_no: number;
  readonly credit_after: number;
  readonly debt_supply_after: number;
}

/** What a mapper may need besides its row. */
export interface TimelineView {
  readonly utility: Utility;
  readonly language: Language;
  /** The balance that every channel showed after an entry, in euros. */
  balanceAfterEuro(entryNo: number): string;
}

/**
 * One kind of the timeline: where its rows come from and how they are told. `sql` selects id (text), at, recorded_at,
 * place and data of account $1.
 */
export interface TimelineSource<Kind extends TimelineKind, Data> {
  readonly kind: Kind;
  readonly sql: string;
  dataOf(data: Data, view: TimelineView): TimelineData[Kind];
}

/** Room for the entry numbers of one moment between two ranks. */
const RANK = 1_000_000_000_000;

/** Rank of a kind among what was recorded in the same moment, as an SQL number: the effect stands above its cause. */
export function placeOf(rank: 'reading' | 'entry' | 'decision' | 'command' | 'supply' | 'notice' | 'note'): number {
  return ['reading', 'entry', 'decision', 'command', 'supply', 'notice', 'note'].indexOf(rank) * RANK;
}
