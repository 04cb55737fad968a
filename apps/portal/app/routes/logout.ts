import { redirect } from 'react-router';
import { environmentContext } from '../request/contexts.js';
import { sessionCookie } from '../request/cookies.js';
import { viewerOf } from '../request/viewer.js';
import type { Route } from './+types/logout.js';

/** Ends the session at the API as well, so that a copied cookie is worth nothing afterwards. */
export async function action({ context }: Route.ActionArgs) {
  await viewerOf(context).api.signOut();
  const cookie = await sessionCookie(context.get(environmentContext)).serialize('', { maxAge: 0 });
  return redirect('/login', { status: 303, headers: { 'set-cookie': cookie } });
}

export const loader = () => redirect('/', 303);

/** Never shown; but only a route with a page has the origin of its forms checked by the router. */
export default function Logout() {
  return null;
}
