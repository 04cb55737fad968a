import { data, redirect } from 'react-router';
import { SupportForm } from '../cases/support-form.js';
import { readSupportOrder } from '../cases/support-order.js';
import { formPathOf, supportApiOf, supportedPerson } from '../cases/support-request.js';
import { environmentContext } from '../request/contexts.js';
import { draftCookie, readDraft } from '../request/cookies.js';
import type { Route } from './+types/support.js';

/** First step: amount and reason. What was filled in comes back when somebody wants to change it. */
export async function loader(args: Route.LoaderArgs) {
  const { request, params, context } = args;
  const draft = await readDraft(request, context.get(environmentContext), params.grantKey);
  return { person: await supportedPerson(args), draft };
}

export async function action(args: Route.ActionArgs) {
  const { request, params, context } = args;
  supportApiOf(args);
  const read = readSupportOrder(await request.formData());
  if (read.kind === 'incomplete') return data(read, { status: 400 });
  const cookie = await draftCookie(context.get(environmentContext)).serialize({ ...read.typed, grantKey: params.grantKey });
  return redirect(`${formPathOf(params)}/review`, { status: 303, headers: { 'set-cookie': cookie } });
}

export default function Support({ loaderData: { person, draft }, actionData }: Route.ComponentProps) {
  return <SupportForm person={person} typed={actionData?.typed ?? draft} faults={actionData?.faults ?? []} />;
}
