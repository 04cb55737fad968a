import { data, redirect } from 'react-router';
import { useDesk } from '../design/desk.js';
import { ErrorSummary } from '../design/error-summary.js';
import { PageTitle } from '../design/page-title.js';
import type { TextKey } from '../language/catalogue.js';
import { environmentContext } from '../request/contexts.js';
import { contactCookie } from '../request/cookies.js';
import { anonymousApi } from '../request/customer.js';
import type { Route } from './+types/own-sign-in.js';

/** Whether the number is known is not told: the next page is the same. */
export async function action({ request, context }: Route.ActionArgs) {
  const contact = String((await request.formData()).get('contact') ?? '').trim();
  const refusal = (fault: TextKey, status: number) => data({ contact, fault }, { status });
  if (contact === '') return refusal('ownSignIn.noContact', 400);
  const outcome = await anonymousApi(context).sendCode(contact);
  if (outcome.kind === 'unreachable') return refusal('ownSignIn.unreachable', 503);
  if (outcome.kind === 'refused' && outcome.problem.status === 429) return refusal('ownSignIn.tooMany', 429);
  if (outcome.kind === 'refused' && outcome.problem.status === 422) return refusal('ownSignIn.noContact', 400);
  if (outcome.kind === 'refused') return refusal('ownSignIn.unreachable', 503);
  const cookie = await contactCookie(context.get(environmentContext)).serialize(contact);
  return redirect('/my/code', { status: 303, headers: { 'set-cookie': cookie } });
}

export const loader = () => null;

export default function OwnSignIn({ actionData }: Route.ComponentProps) {
  const { t } = useDesk();
  return (
    <div className="own">
      <PageTitle>{t('ownSignIn.title')}</PageTitle>
      {actionData ? <ErrorSummary faults={[{ field: 'contact', sentence: t(actionData.fault) }]} /> : null}
      <p className="lead">{t('ownSignIn.intro')}</p>
      <form method="post" className="card stack">
        <div className="field">
          <label htmlFor="contact">{t('ownSignIn.contact')}</label>
          <span className="hint" id="contact-hint">{t('ownSignIn.contactHint')}</span>
          <input id="contact" name="contact" autoComplete="tel" maxLength={254} defaultValue={actionData?.contact} aria-invalid={actionData !== undefined} aria-describedby="contact-hint" />
        </div>
        <button className="button wide">{t('ownSignIn.send')}</button>
      </form>
      <p className="more soft"><a href="/login">{t('ownSignIn.staff')}</a></p>
    </div>
  );
}
