import { redirect, type RouterContextProvider } from 'react-router';
import { customerApi, type CustomerApi, type CustomerHome, type OwnEnergy } from '../api/customer-api.js';
import { trouble } from '../api/answered.js';
import { clientAddressContext, customerContext, environmentContext, languageContext, type CustomerViewer } from './contexts.js';
import { readCustomerToken } from './cookies.js';

type Context = Readonly<RouterContextProvider>;

/** The signed-in customer of this request; the middleware of the customer's pages has put it there. */
export function customerOf(context: Context): CustomerViewer {
  const customer = context.get(customerContext);
  if (customer === null) throw redirect('/my/sign-in', 303);
  return customer;
}

/** The energy that a page is about. */
export function ownEnergy(home: CustomerHome, accountId: string): OwnEnergy {
  const energy = home.energies.find(({ id }) => id === accountId);
  if (energy === undefined) throw trouble(404, { kind: 'not_found', detail: null });
  return energy;
}

/** The API for somebody who is not, or not yet, signed in. */
export function anonymousApi(context: Context): CustomerApi {
  return apiWith(context, null);
}

/** The API in the name of the session of this request, if there is one. */
export async function apiOfRequest(request: Request, context: Context): Promise<{ api: CustomerApi; signedIn: boolean }> {
  const token = await readCustomerToken(request, context.get(environmentContext));
  return { api: apiWith(context, token), signedIn: token !== null };
}

function apiWith(context: Context, token: string | null): CustomerApi {
  return customerApi({ apiUrl: context.get(environmentContext).API_URL, token, language: context.get(languageContext), clientAddress: context.get(clientAddressContext) });
}
