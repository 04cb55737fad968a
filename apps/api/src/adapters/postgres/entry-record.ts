/** The columns of the row types of `post_entry`, in the order in which the types have them. */
export const ENTRY_COLUMNS = {
  claim: ['channel', 'external_id', 'content_hash', 'result', 'claimed_at'],
  state: [
    'entry_no', 'credit_micro_euro', 'debt_supply_micro_euro', 'debt_protected_micro_euro', 'debt_old_micro_euro', 'debt_returned_micro_euro',
    'debt_correction_micro_euro', 'debt_supply_at_zero_micro_euro', 'mean_daily_charge_micro_euro', 'emergency_taken_micro_euro',
    'instalment_micro_euro', 'repaid_in_month_micro_euro', 'last_day', 'last_read_day', 'stale_since', 'protected_until', 'runs_out_on',
    'payment_under_way_until', 'next_change_at', 'next_review_at', 'offtake1', 'offtake2', 'injection1', 'injection2', 'instalment_week',
    'repaid_month', 'credit_state', 'desired_supply', 'confirmed_supply', 'next_change_supply', 'wish_version', 'warned_days_left',
    'repayment_share_basis_points', 'lac_decision',
  ],
  journal: [
    'entry_no', 'debit', 'credit', 'amount_micro_euro', 'kind', 'cause_kind', 'cause_id', 'reverses_journal_id', 'occurred_at', 'recorded_at',
    'wall_at', 'credit_after_micro_euro', 'debt_supply_after_micro_euro', 'debt_protected_after_micro_euro', 'debt_old_after_micro_euro',
    'debt_returned_after_micro_euro', 'debt_correction_after_micro_euro',
  ],
  batch: ['kind', 'id', 'booked_on', 'recorded_at'],
  payment: [
    'payment_id', 'channel', 'external_id', 'amount_micro_euro', 'state', 'why', 'reference_text', 'payer_name', 'payer_iban', 'inbox_id', 'paid_at',
    'recorded_at',
  ],
  notice: ['kind', 'dedupe_key', 'facts', 'is_warning', 'released', 'run_id', 'state', 'send_after', 'decided_at'],
  due: ['due_at', 'kind', 'ref'],
} as const;

/**
 * A row as the text of a PostgreSQL composite value: fields in the order of its type, all but numbers in quotes, null as
 * nothing. A column that the row does not have is null.
 *
 * @see PostgreSQL documentation, "Composite types", section "Composite type input and output syntax"
 */
export function recordText(columns: readonly string[], row: object): string {
  const fields = row as Readonly<Record<string, unknown>>;
  let text = '';
  for (const column of columns) text += `${text === '' ? '(' : ','}${fieldText(fields[column])}`;
  return `${text})`;
}

/** Several rows; the driver makes the array of them. */
export function recordTexts(columns: readonly string[], rows: readonly object[]): string[] {
  return rows.map((row) => recordText(columns, row));
}

function fieldText(value: unknown): string {
  switch (typeof value) {
    case 'number':
    case 'boolean':
      return String(value);
    case 'string':
      return quoted(value);
    default:
      return value === null || value === undefined ? '' : quoted(JSON.stringify(value));
  }
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
