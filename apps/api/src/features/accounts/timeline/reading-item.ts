import type { DayReading } from '@tegoed/prepayment-engine';
import { registerUses } from './registers.js';
import { placeOf, type TimelineSource } from './timeline-kind.js';

interface ReadingRow {
  readonly day: string;
  readonly problem: string;
  readonly facts: { readonly reading?: Pick<DayReading, 'quality' | 'registers'> | null };
}

/** A day whose reading was held, doubted or missing; an ordinary day stands in its charge. */
export const readingItem: TimelineSource<'reading', ReadingRow> = {
  kind: 'reading',
  sql: `
select x.exception_id::text as id, (x.day + 1)::timestamp at time zone 'Europe/Brussels' as at, x.recorded_at, ${placeOf('reading')} as place,
  jsonb_build_object('day', x.day, 'problem', x.problem, 'facts', x.facts) as data
from reading_exception x where x.account_id = $1`,
  dataOf: (row, view) => {
    const registers = row.facts.reading?.registers;
    return {
      day: row.day,
      quality: row.facts.reading?.quality ?? 'none',
      registers: registers === undefined ? [] : registerUses([
        { register: 'offtake1', toValue: registers.offtake1, used: null },
        { register: 'offtake2', toValue: registers.offtake2, used: null },
        { register: 'injection1', toValue: registers.injection1, used: null },
        { register: 'injection2', toValue: registers.injection2, used: null },
      ], view.utility),
      problem: row.problem,
    };
  },
};
