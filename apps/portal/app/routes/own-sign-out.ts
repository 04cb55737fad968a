import { redirect } from 'react-router';
import { environmentContext } from '../request/contexts.js';
import { customerCookie } from '../request/cookies.js';
import { customerOf } from '../request/customer.js';
import type { Route } from './+types/own-sign-out.js';

/** Ends the session here and at the API. */
export async function action({ context }: Route.ActionArgs) {
  await customerOf(context).api.signOut();
  const cookie = await customerCookie(context.get(environmentContext)).serialize('', { maxAge: 0 });
  return redirect('/my/sign-in', { status: 303, headers: { 'set-cookie': cookie } });
}

export const loader = () => redirect('/my', 303);

/** Never shown; but only a route with a page has the origin of its forms checked by the router. */
export default function OwnSignOut() {
  return null;
}
