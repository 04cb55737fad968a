import { data, redirect } from 'react-router';
import { useDesk } from '../design/desk.js';
import { ErrorSummary } from '../design/error-summary.js';
import { PageTitle } from '../design/page-title.js';
import { isZeroEuro } from '../format/decimal.js';
import { payableEuro } from '../own/amount-choice.js';
import { customerOf, ownEnergy } from '../request/customer.js';
import { isUuid } from '../request/uuid.js';
import type { Route } from './+types/own-top-up-check.js';

/** Second screen: the same once more in words. The third is the card provider's. */
export function loader({ request, params, context }: Route.LoaderArgs) {
  const energy = ownEnergy(customerOf(context).home, params.accountId);
  const euro = payableEuro(new URL(request.url).searchParams.get('amount') ?? '');
  if (euro === null) throw redirect(`/my/top-up/${energy.id}`, 303);
  return { energy, euro, key: crypto.randomUUID() };
}

/** The key travels with the form: the same form sent twice is one payment, and Back after paying leads to the receipt. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const { api, home } = customerOf(context);
  const energy = ownEnergy(home, params.accountId);
  const form = await request.formData();
  const euro = payableEuro(String(form.get('amount') ?? ''));
  const key = String(form.get('key') ?? '');
  if (euro === null || !isUuid(key)) return redirect(`/my/top-up/${energy.id}`, 303);
  const outcome = await api.openCheckout({ accountId: energy.id }, euro, key);
  if (outcome.kind !== 'ok') return data({ refused: true }, { status: 503 });
  return redirect(outcome.value.url ?? `/paid/${outcome.value.id}`, 303);
}

export default function OwnTopUpCheck({ loaderData: { energy, euro, key }, actionData }: Route.ComponentProps) {
  const { t, format } = useDesk();
  return (
    <>
      <PageTitle>{t('pay.checkTitle')}</PageTitle>
      {actionData?.refused === true ? <ErrorSummary faults={[{ field: 'pay', sentence: t('pay.cardSilent') }]} /> : null}
      <form method="post" className="card stack">
        <input type="hidden" name="amount" value={euro} />
        <input type="hidden" name="key" value={key} />
        <p>{t('pay.youPay')} <span className="sum block">{format.money(euro)}</span></p>
        <dl className="facts">
          <dt>{t('pay.goesTo')}</dt>
          <dd>{t(`utility.${energy.utility}`)}</dd>
          <dt>{t('pay.reference')}</dt>
          <dd className="nowrap">{energy.transfer.reference}</dd>
        </dl>
        {isZeroEuro(energy.debtEuro) ? null : <p>{t('pay.partToDebt', { debt: format.money(energy.debtEuro) })}</p>}
        <p className="soft">{t('pay.cardTime')}</p>
        <button className="button wide" id="pay">{t('pay.payNow')}</button>
      </form>
      <p className="more"><a href={`/my/top-up/${energy.id}`}>{t('pay.change')}</a></p>
    </>
  );
}
