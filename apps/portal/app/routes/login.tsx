import { data, redirect } from 'react-router';
import type { Outcome } from '../api/call.js';
import { portalApi } from '../api/portal-api.js';
import { useDesk } from '../design/desk.js';
import { PageTitle } from '../design/page-title.js';
import { ErrorSummary } from '../design/error-summary.js';
import type { TextKey } from '../language/catalogue.js';
import { environmentContext, languageContext } from '../request/contexts.js';
import { sessionCookie } from '../request/cookies.js';
import { ownPath } from '../request/own-path.js';
import type { Route } from './+types/login.js';

export function loader({ request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  return { next: searchParams.get('next') ?? '/', ended: searchParams.has('ended') };
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData();
  const email = String(form.get('email') ?? '').trim();
  const password = String(form.get('password') ?? '');
  if (email === '' || password === '') return data({ email, fault: 'signingIn.fillIn' as TextKey }, { status: 400 });

  const environment = context.get(environmentContext);
  const api = portalApi({ apiUrl: environment.API_URL, token: null, language: context.get(languageContext) });
  const outcome = await api.signIn(email, password);
  if (outcome.kind !== 'ok') return data({ email, fault: faultOf(outcome) }, { status: outcome.kind === 'refused' ? 400 : 503 });

  const cookie = await sessionCookie(environment).serialize(outcome.value.token);
  return redirect(ownPath(form.get('next')), { status: 303, headers: { 'set-cookie': cookie } });
}

function faultOf(outcome: Exclude<Outcome<unknown>, { kind: 'ok' }>): TextKey {
  if (outcome.kind === 'unreachable' || outcome.problem.status >= 500) return 'signingIn.unreachable';
  return outcome.problem.status === 429 ? 'signingIn.tooMany' : 'signingIn.wrong';
}

export default function Login({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useDesk();
  return (
    <div className="narrow">
      <PageTitle>{t('signingIn.title')}</PageTitle>
      <p className="lead">{t('signingIn.intro')}</p>
      {actionData ? <ErrorSummary faults={[{ field: 'email', sentence: t(actionData.fault) }]} /> : null}
      {loaderData.ended && !actionData ? <p className="callout">{t('signingIn.ended')}</p> : null}
      <form method="post" className="card stack">
        <input type="hidden" name="next" value={loaderData.next} />
        <div className="field">
          <label htmlFor="email">{t('signingIn.email')}</label>
          <input id="email" name="email" type="email" autoComplete="username" required defaultValue={actionData?.email} />
        </div>
        <div className="field">
          <label htmlFor="password">{t('signingIn.password')}</label>
          <input id="password" name="password" type="password" autoComplete="current-password" required />
        </div>
        <button className="button">{t('signingIn.submit')}</button>
      </form>
      <p className="more"><a href="/my/sign-in">{t('ownSignIn.customer')}</a></p>
    </div>
  );
}
