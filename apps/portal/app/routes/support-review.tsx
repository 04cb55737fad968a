import { data, redirect } from 'react-router';
import { trouble } from '../api/answered.js';
import type { Outcome } from '../api/call.js';
import type { Grant } from '../api/types.js';
import { orderOf, readSupportOrder } from '../cases/support-order.js';
import { formPathOf, supportApiOf, supportedPerson } from '../cases/support-request.js';
import { SupportReview, type Refusal } from '../cases/support-review.js';
import { environmentContext } from '../request/contexts.js';
import { givenCookie, readDraft } from '../request/cookies.js';
import type { Route } from './+types/support-review.js';

/** Second step: the same amount and reason once more, in words. Nothing has been booked yet. */
export async function loader(args: Route.LoaderArgs) {
  const { request, params, context } = args;
  const formPath = formPathOf(params);
  const draft = await readDraft(request, context.get(environmentContext), params.grantKey);
  const read = draft === null ? null : orderOf(draft);
  if (read?.kind !== 'complete') throw redirect(formPath, 303);
  return { person: await supportedPerson(args), formPath, order: read.order };
}

/** Gives it. The order comes from the page that was confirmed, the key from its address. */
export async function action(args: Route.ActionArgs) {
  const { request, params, context } = args;
  const api = supportApiOf(args);
  const read = readSupportOrder(await request.formData());
  if (read.kind === 'incomplete') return redirect(formPathOf(params), 303);

  const { accountId, grantKey } = params;
  const outcome = await api.grant({ accountId, kind: 'support_credit', ...read.order }, grantKey);
  if (outcome.kind !== 'ok') return data({ order: read.order, refusal: refusalOf(outcome) }, { status: 400 });
  const cookie = await givenCookie(context.get(environmentContext)).serialize({ grantKey, grant: outcome.value });
  return redirect(`${formPathOf(params)}/given`, { status: 303, headers: { 'set-cookie': cookie } });
}

function refusalOf(outcome: Exclude<Outcome<Grant>, { kind: 'ok' }>): Refusal {
  if (outcome.kind === 'unreachable' || outcome.problem.status >= 500) return { words: 'support.uncertain', detail: null };
  if (outcome.problem.status === 401) throw redirect('/login?ended=1', 303);
  if (outcome.problem.status === 409) throw trouble(409, { kind: 'already_given', detail: null });
  const details = outcome.problem.errors.map((error) => error.message).join(' ');
  return { words: 'support.refused', detail: details === '' ? outcome.problem.detail : details };
}

export default function Review({ loaderData: { person, formPath, order }, actionData }: Route.ComponentProps) {
  return <SupportReview person={person} formPath={formPath} order={actionData?.order ?? order} refusal={actionData?.refusal ?? null} />;
}
