import { data, redirect } from 'react-router';
import type { Outcome } from './call.js';

/** What an error page is told; it chooses the words. */
export type Trouble = { readonly kind: 'unreachable' | 'not_allowed' | 'not_found' | 'already_given' | 'failed'; readonly detail: string | null };

/**
 * The value of an answer that a page cannot do without. An ended session leads to the sign-in page;
 * anything else becomes the error page that says what to do. Throws on purpose: the router catches it.
 */
export function answered<T>(outcome: Outcome<T>): T {
  switch (outcome.kind) {
    case 'ok':
      return outcome.value;
    case 'unreachable':
      throw trouble(503, { kind: 'unreachable', detail: null });
    case 'refused':
      throw refusal(outcome.problem.status, outcome.problem.detail);
  }
}

function refusal(status: number, detail: string | null) {
  if (status === 401) return redirect('/login?ended=1', 303);
  if (status === 403) return trouble(403, { kind: 'not_allowed', detail });
  if (status === 404 || status === 400) return trouble(404, { kind: 'not_found', detail });
  return trouble(502, { kind: 'failed', detail });
}

export function trouble(status: number, body: Trouble) {
  return data(body, { status });
}
