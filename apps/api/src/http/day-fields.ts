import { addDays, supplyDayFrom, type SupplyDay } from '@tegoed/prepayment-engine';
import { invalidField } from './problem.js';

/** A day of a request. Throws a 422 about the field when there is no such day. */
export function dayOfField(field: string, text: string): SupplyDay {
  const day = supplyDayFrom(text);
  if (day === null) throw invalidField(field, 'must be a day as YYYY-MM-DD that exists');
  return day;
}

/** Days from-until, both included, as a Postgres daterange. Throws a 422 when the end is before the beginning. */
export function rangeOf(from: SupplyDay, until: SupplyDay | null): string {
  if (until !== null && until < from) throw invalidField('validUntil', 'must not be before validFrom');
  return `[${from},${until === null ? '' : addDays(until, 1)})`;
}
