import { redirect } from 'react-router';
import { languages } from '../api/types.js';
import { environmentContext } from '../request/contexts.js';
import { writeLanguage } from '../request/cookies.js';
import { ownPath } from '../request/own-path.js';
import type { Route } from './+types/language.js';

/** Remembers the language that was chosen and goes back to the page it was chosen on. */
export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData();
  const back = ownPath(form.get('back'));
  const language = languages.find((known) => known === form.get('language'));
  if (language === undefined) return redirect(back, 303);
  return redirect(back, { status: 303, headers: { 'set-cookie': await writeLanguage(language, context.get(environmentContext)) } });
}

export const loader = () => redirect('/', 303);

/** Never shown; but only a route with a page has the origin of its forms checked by the router. */
export default function LanguageChoice() {
  return null;
}
