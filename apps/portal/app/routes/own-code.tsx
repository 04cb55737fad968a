import { data, redirect } from 'react-router';
import { useDesk } from '../design/desk.js';
import { ErrorSummary } from '../design/error-summary.js';
import { PageTitle } from '../design/page-title.js';
import type { TextKey } from '../language/catalogue.js';
import { environmentContext } from '../request/contexts.js';
import { contactCookie, customerCookie, readContact } from '../request/cookies.js';
import { anonymousApi } from '../request/customer.js';
import type { Route } from './+types/own-code.js';

export async function loader({ request, context }: Route.LoaderArgs) {
  const contact = await readContact(request, context.get(environmentContext));
  if (contact === null) throw redirect('/my/sign-in', 303);
  return { contact };
}

/** Blanks in a code are nobody's mistake. */
export async function action({ request, context }: Route.ActionArgs) {
  const environment = context.get(environmentContext);
  const contact = await readContact(request, environment);
  if (contact === null) return redirect('/my/sign-in', 303);
  const code = String((await request.formData()).get('code') ?? '').replaceAll(/\s/g, '');
  const refusal = (fault: TextKey, status: number) => data({ fault }, { status });
  if (!/^\d{6}$/.test(code)) return refusal('ownSignIn.wrongCode', 400);
  const outcome = await anonymousApi(context).signIn(contact, code);
  if (outcome.kind === 'unreachable') return refusal('ownSignIn.unreachable', 503);
  if (outcome.kind === 'refused') return refusal(outcome.problem.status === 429 ? 'ownSignIn.tooMany' : 'ownSignIn.wrongCode', 400);
  const headers = new Headers();
  headers.append('set-cookie', await customerCookie(environment).serialize(outcome.value.token));
  headers.append('set-cookie', await contactCookie(environment).serialize('', { maxAge: 0 }));
  return redirect('/my', { status: 303, headers });
}

export default function OwnCode({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useDesk();
  return (
    <div className="own">
      <PageTitle>{t('ownSignIn.codeTitle')}</PageTitle>
      {actionData ? <ErrorSummary faults={[{ field: 'code', sentence: t(actionData.fault) }]} /> : null}
      <p className="lead">{t('ownSignIn.codeSent', { contact: loaderData.contact })}</p>
      <form method="post" className="card stack">
        <div className="field">
          <label htmlFor="code">{t('ownSignIn.code')}</label>
          <span className="hint" id="code-hint">{t('ownSignIn.codeHint')}</span>
          <input id="code" name="code" inputMode="numeric" autoComplete="one-time-code" maxLength={12} aria-invalid={actionData !== undefined} aria-describedby="code-hint" />
        </div>
        <button className="button wide">{t('ownSignIn.open')}</button>
      </form>
      <p className="more"><a href="/my/sign-in">{t('ownSignIn.nothingCame')}</a></p>
    </div>
  );
}
