import { redirect } from 'react-router';
import { caseWorkerOf } from '../request/viewer.js';
import type { Route } from './+types/support-start.js';

/**
 * Opens a form with a key of its own in its address. The key goes to the API with the order, so a
 * second press, the browser's Back and a reload all mean the same support credit, booked once.
 */
export function loader({ params: { accountId }, context }: Route.LoaderArgs) {
  caseWorkerOf(context);
  return redirect(`/people/${accountId}/support/${crypto.randomUUID()}`, 303);
}
