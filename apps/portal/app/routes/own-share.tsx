import { data } from 'react-router';
import { useDesk } from '../design/desk.js';
import { ErrorSummary } from '../design/error-summary.js';
import { PageTitle } from '../design/page-title.js';
import type { PaymentLink } from '../api/customer-api.js';
import type { TextKey } from '../language/catalogue.js';
import { payableEuro } from '../own/amount-choice.js';
import { QrCode } from '../own/qr-code.js';
import { customerOf, ownEnergy } from '../request/customer.js';
import type { Route } from './+types/own-share.js';

export function loader({ params, context }: Route.LoaderArgs) {
  return { energy: ownEnergy(customerOf(context).home, params.accountId) };
}

type Shared = { readonly kind: 'made'; readonly link: PaymentLink } | { readonly kind: 'refused'; readonly fault: TextKey };

/** The secret of a link is told once, on the page that answers the form. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const { api, home } = customerOf(context);
  const energy = ownEnergy(home, params.accountId);
  const typed = String((await request.formData()).get('amount') ?? '').trim();
  const amountEuro = typed === '' ? undefined : payableEuro(typed);
  const refusal = (fault: TextKey, status: number) => data<Shared>({ kind: 'refused', fault }, { status });
  if (amountEuro === null) return refusal('pay.noAmount', 400);
  const outcome = await api.makeLink({ accountId: energy.id, ...(amountEuro === undefined ? {} : { amountEuro }) });
  if (outcome.kind === 'ok') return data<Shared>({ kind: 'made', link: outcome.value });
  return refusal(outcome.kind === 'refused' && outcome.problem.status === 429 ? 'pay.noLink' : 'ownSignIn.unreachable', 503);
}

export default function OwnShare({ actionData }: Route.ComponentProps) {
  const { t } = useDesk();
  return (
    <>
      <PageTitle>{t(actionData?.kind === 'made' ? 'pay.shareReady' : 'pay.shareTitle')}</PageTitle>
      {actionData?.kind === 'made' ? <MadeLink link={actionData.link} /> : <LinkForm fault={actionData?.fault ?? null} />}
      <p className="more"><a href="/my">{t('frame.back')}</a></p>
    </>
  );
}

function LinkForm({ fault }: { readonly fault: TextKey | null }) {
  const { t } = useDesk();
  return (
    <>
      {fault === null ? null : <ErrorSummary faults={[{ field: 'amount', sentence: t(fault) }]} />}
      <p className="lead">{t('pay.shareIntro')}</p>
      <form method="post" className="card stack">
        <div className="field">
          <label htmlFor="amount">{t('pay.shareAmount')}</label>
          <span className="hint" id="amount-hint">{t('pay.shareHint')}</span>
          <input id="amount" name="amount" inputMode="decimal" autoComplete="off" maxLength={10} aria-invalid={fault !== null} aria-describedby="amount-hint" />
        </div>
        <button className="button wide">{t('pay.shareMake')}</button>
      </form>
    </>
  );
}

function MadeLink({ link }: { readonly link: PaymentLink }) {
  const { t, format } = useDesk();
  const message = encodeURIComponent(t('pay.shareMessage', { url: link.url }));
  return (
    <section className="card stack">
      <p><a className="button wide" href={`sms:?&body=${message}`}>{t('pay.shareSms')}</a></p>
      <p><a className="button quiet wide" href={`mailto:?body=${message}`}>{t('pay.shareMail')}</a></p>
      <div className="field">
        <label htmlFor="link">{t('pay.shareCopy')}</label>
        <input id="link" readOnly defaultValue={link.url} />
      </div>
      <figure>
        <QrCode content={link.url} label={t('pay.shareScan')} />
        <figcaption className="soft">{t('pay.shareScan')}</figcaption>
      </figure>
      <p className="soft">{t('pay.shareUntil', { day: format.moment(link.validUntil) })}</p>
    </section>
  );
}
