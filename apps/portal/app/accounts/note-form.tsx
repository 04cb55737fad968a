import { useDesk } from '../design/desk.js';
import { ErrorSummary } from '../design/error-summary.js';
import type { NoteFault } from './note-order.js';

type NoteFormProps = { readonly title: string; readonly noteKey: string; readonly fault: NoteFault | null };

export function NoteForm({ title, noteKey, fault }: NoteFormProps) {
  const { t } = useDesk();
  return (
    <section className="card no-print" aria-labelledby="note-title">
      <h2 id="note-title">{title}</h2>
      {fault === null ? null : <ErrorSummary faults={[{ field: 'note', sentence: t(fault.words) }]} />}
      <form method="post" className="stack">
        <input type="hidden" name="noteKey" value={fault?.noteKey ?? noteKey} />
        <div className="field">
          <label htmlFor="note" className="visually-hidden">{title}</label>
          <span className="hint" id="note-hint">{t('account.noteHint')}</span>
          <textarea id="note" name="note" rows={3} required maxLength={2000} aria-describedby="note-hint" aria-invalid={fault !== null} defaultValue={fault?.text} />
        </div>
        <button className="button quiet">{t('account.noteSave')}</button>
      </form>
    </section>
  );
}
