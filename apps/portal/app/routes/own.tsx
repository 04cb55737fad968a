import { Outlet, redirect } from 'react-router';
import { answered, trouble } from '../api/answered.js';
import { customerApi } from '../api/customer-api.js';
import { clientAddressContext, customerContext, environmentContext, languageContext } from '../request/contexts.js';
import { customerCookie, readChosenLanguage, readCustomerToken } from '../request/cookies.js';
import type { Route } from './+types/own.js';

/** Nobody passes without a code; the language becomes the customer's own unless another was chosen. */
export const middleware: Route.MiddlewareFunction[] = [
  async ({ request, context }) => {
    const environment = context.get(environmentContext);
    const token = await readCustomerToken(request, environment);
    if (token === null) throw redirect('/my/sign-in', 303);

    const caller = { apiUrl: environment.API_URL, token, language: context.get(languageContext), clientAddress: context.get(clientAddressContext) };
    const outcome = await customerApi(caller).home();
    if (outcome.kind === 'refused' && outcome.problem.status === 401) throw await toSignIn(environment);
    if (outcome.kind === 'refused' && outcome.problem.status === 404) throw trouble(404, { kind: 'not_found', detail: null });
    const home = answered(outcome);
    const language = (await readChosenLanguage(request, environment)) ?? home.language;

    context.set(languageContext, language);
    context.set(customerContext, { home, api: customerApi({ ...caller, language }) });
  },
];

export const loader = () => null;

/** A session that has ended leaves its cookie behind; with it every page would lead here again. */
async function toSignIn(environment: Parameters<typeof customerCookie>[0]) {
  const cookie = await customerCookie(environment).serialize('', { maxAge: 0 });
  return redirect('/my/sign-in', { status: 303, headers: { 'set-cookie': cookie } });
}

export default function OwnLayout() {
  return <div className="own"><Outlet /></div>;
}
