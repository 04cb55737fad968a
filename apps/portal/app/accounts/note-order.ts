import type { PortalApi } from '../api/portal-api.js';
import type { TextKey } from '../language/catalogue.js';

export type NoteFault = { readonly words: TextKey; readonly text: string; readonly noteKey: string };

/** Saves the note of a form once per key; on a refusal the text and the key come back, so that nothing has to be typed again. */
export async function saveNote(form: FormData, accountId: string, api: PortalApi): Promise<NoteFault | null> {
  const text = String(form.get('note') ?? '').trim();
  const noteKey = String(form.get('noteKey') ?? '');
  if (text === '') return { words: 'account.noteEmpty', text, noteKey };
  const outcome = await api.note(accountId, text, noteKey);
  return outcome.kind === 'ok' ? null : { words: 'account.noteFailed', text, noteKey };
}
