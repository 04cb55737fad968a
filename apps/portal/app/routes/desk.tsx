import { Outlet, redirect } from 'react-router';
import { answered } from '../api/answered.js';
import { portalApi, type PortalApi } from '../api/portal-api.js';
import type { Instant } from '../api/types.js';
import { environmentContext, languageContext, viewerContext } from '../request/contexts.js';
import { readChosenLanguage, readSessionToken } from '../request/cookies.js';
import type { Route } from './+types/desk.js';

/** Nobody passes without a session; the language becomes the person's own unless another was chosen. */
export const middleware: Route.MiddlewareFunction[] = [
  async ({ request, context }) => {
    const environment = context.get(environmentContext);
    const token = await readSessionToken(request, environment);
    if (token === null) throw redirect(signInAddress(request), 303);

    const caller = { apiUrl: environment.API_URL, token, language: context.get(languageContext) };
    const user = answered(await portalApi(caller).me());
    const language = (await readChosenLanguage(request, environment)) ?? user.language;
    const api = portalApi({ ...caller, language });

    context.set(languageContext, language);
    context.set(viewerContext, { user, api, sandboxNow: await sandboxNowOf(api) });
  },
];

export const loader = () => null;

/** After signing in, people land where they wanted to go; a form that was posted is not repeated. */
function signInAddress(request: Request): string {
  const { pathname, search } = new URL(request.url);
  if (request.method !== 'GET' || pathname === '/') return '/login';
  return `/login?next=${encodeURIComponent(pathname + search)}`;
}

/** The clock of a sandbox, which only some roles may ask; a live supplier has none. */
async function sandboxNowOf(api: PortalApi): Promise<Instant | null> {
  const clock = await api.sandboxClock();
  return clock.kind === 'ok' ? clock.value.now : null;
}

export default function DeskLayout() {
  return <Outlet />;
}
