import type { Fault } from '../design/error-summary.js';
import { typedEuro } from '../format/decimal.js';
import type { TextKey } from '../language/catalogue.js';

export type SupportTyped = { readonly choice: string; readonly other: string; readonly reason: string };
export type SupportOrder = { readonly amountEuro: string; readonly reason: string };
export type FieldFault = { readonly field: 'choice-10' | 'other' | 'reason'; readonly words: TextKey };

export type SupportRead =
  | { readonly kind: 'complete'; readonly order: SupportOrder; readonly typed: SupportTyped }
  | { readonly kind: 'incomplete'; readonly faults: readonly FieldFault[]; readonly typed: SupportTyped };

const supportReasonLength = 500;

export function readSupportOrder(form: FormData): SupportRead {
  return orderOf({
    choice: String(form.get('choice') ?? ''),
    other: String(form.get('other') ?? '').trim(),
    reason: String(form.get('reason') ?? '').trim().slice(0, supportReasonLength),
  });
}

/** The amount and the required reason of a support credit; both faults are told at once. */
export function orderOf(typed: SupportTyped): SupportRead {
  const amount = readAmount(typed);
  const faults: FieldFault[] = [];
  if (amount.kind === 'fault') faults.push(amount.fault);
  if (typed.reason === '') faults.push({ field: 'reason', words: 'support.reasonNeeded' });
  if (amount.kind === 'fault' || faults.length > 0) return { kind: 'incomplete', faults, typed };
  return { kind: 'complete', order: { amountEuro: amount.euro, reason: typed.reason }, typed };
}

type AmountRead = { readonly kind: 'euro'; readonly euro: string } | { readonly kind: 'fault'; readonly fault: FieldFault };

/** Another amount that was typed counts above a chosen one: who types has changed their mind. */
function readAmount({ choice, other }: SupportTyped): AmountRead {
  if (other !== '') {
    const euro = typedEuro(other);
    return euro === null ? { kind: 'fault', fault: { field: 'other', words: 'support.amountWrong' } } : { kind: 'euro', euro };
  }
  const euro = typedEuro(choice);
  return euro === null ? { kind: 'fault', fault: { field: 'choice-10', words: 'support.amountNeeded' } } : { kind: 'euro', euro };
}

export const faultsInWords = (faults: readonly FieldFault[], t: (key: TextKey) => string): readonly Fault[] =>
  faults.map(({ field, words }) => ({ field, sentence: t(words) }));
