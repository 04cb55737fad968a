import { data, redirect } from 'react-router';
import { answered, trouble } from '../api/answered.js';
import type { Outcome } from '../api/call.js';
import type { Grant } from '../api/types.js';
import { personViewOf } from '../cases/person-view.js';
import { SupportForm } from '../cases/support-form.js';
import { readSupportOrder } from '../cases/support-order.js';
import { SupportReview, type Refusal } from '../cases/support-review.js';
import { environmentContext } from '../request/contexts.js';
import { givenCookie } from '../request/cookies.js';
import { caseWorkerOf } from '../request/viewer.js';
import type { Route } from './+types/support.js';

const keyPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export async function loader({ params: { accountId, grantKey }, context }: Route.LoaderArgs) {
  const { api } = caseWorkerOf(context);
  if (!keyPattern.test(grantKey)) throw trouble(404, { kind: 'not_found', detail: null });
  const { id, name, address, utility } = personViewOf(answered(await api.account(accountId)));
  return { person: { id, name, address, utility } };
}

/** Three steps on one address: fill in, check, give. Only "give" reaches the ledger. */
export async function action({ request, params: { accountId, grantKey }, context }: Route.ActionArgs) {
  const { api } = caseWorkerOf(context);
  if (!keyPattern.test(grantKey)) throw trouble(404, { kind: 'not_found', detail: null });
  const form = await request.formData();
  const step = form.get('step');
  const read = readSupportOrder(form);
  if (read.kind === 'incomplete') return data({ step: 'fill_in' as const, faults: read.faults, typed: read.typed }, { status: 400 });
  if (step === 'change') return { step: 'fill_in' as const, faults: [], typed: read.typed };
  if (step !== 'give') return { step: 'review' as const, order: read.order, refusal: null };

  const outcome = await api.grant({ accountId, kind: 'support_credit', ...read.order }, grantKey);
  if (outcome.kind !== 'ok') return data({ step: 'review' as const, order: read.order, refusal: refusalOf(outcome) }, { status: 400 });
  const cookie = await givenCookie(context.get(environmentContext)).serialize(outcome.value);
  return redirect(`/people/${accountId}/support/${grantKey}/given`, { status: 303, headers: { 'set-cookie': cookie } });
}

function refusalOf(outcome: Exclude<Outcome<Grant>, { kind: 'ok' }>): Refusal {
  if (outcome.kind === 'unreachable' || outcome.problem.status >= 500) return { words: 'support.uncertain', detail: null };
  if (outcome.problem.status === 401) throw redirect('/login?ended=1', 303);
  if (outcome.problem.status === 409) return { words: 'support.alreadyUsed', detail: null };
  const details = outcome.problem.errors.map((error) => error.message).join(' ');
  return { words: 'support.refused', detail: details === '' ? outcome.problem.detail : details };
}

export default function Support({ loaderData: { person }, actionData }: Route.ComponentProps) {
  if (actionData?.step === 'review') return <SupportReview person={person} order={actionData.order} refusal={actionData.refusal} />;
  return <SupportForm person={person} typed={actionData?.typed ?? null} faults={actionData?.faults ?? []} />;
}
