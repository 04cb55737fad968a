import { redirect, type RouterContextProvider } from 'react-router';
import { answered, trouble } from '../api/answered.js';
import { environmentContext } from '../request/contexts.js';
import { readGiven } from '../request/cookies.js';
import { caseWorkerOf } from '../request/viewer.js';
import { personViewOf } from './person-view.js';

type SupportRequest = {
  readonly request: Request;
  readonly params: { readonly accountId: string; readonly grantKey: string };
  readonly context: Readonly<RouterContextProvider>;
};

const keyPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const formPathOf = ({ accountId, grantKey }: SupportRequest['params']): string => `/people/${accountId}/support/${grantKey}`;

/** The key in a form's address becomes the Idempotency-Key of its order, so only keys of our own making pass. */
export function supportApiOf({ params, context }: SupportRequest) {
  const { api } = caseWorkerOf(context);
  if (!keyPattern.test(params.grantKey)) throw trouble(404, { kind: 'not_found', detail: null });
  return api;
}

/** The person a form is about. A form that has been used leads to its result, also after the browser's Back. */
export async function supportedPerson(args: SupportRequest) {
  const api = supportApiOf(args);
  const given = await readGiven(args.request, args.context.get(environmentContext), args.params.grantKey);
  if (given !== null) throw redirect(`${formPathOf(args.params)}/given`, 303);
  const { id, name, address, utility } = personViewOf(answered(await api.account(args.params.accountId)));
  return { id, name, address, utility };
}
