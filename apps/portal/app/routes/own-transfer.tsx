import { data, redirect } from 'react-router';
import { useDesk } from '../design/desk.js';
import { ErrorSummary } from '../design/error-summary.js';
import { PageTitle } from '../design/page-title.js';
import type { TextKey } from '../language/catalogue.js';
import { payableEuro } from '../own/amount-choice.js';
import { TransferCard } from '../own/transfer-card.js';
import { customerOf, ownEnergy } from '../request/customer.js';
import { isUuid } from '../request/uuid.js';
import type { Route } from './+types/own-transfer.js';

export function loader({ params, context }: Route.LoaderArgs) {
  return { energy: ownEnergy(customerOf(context).home, params.accountId), key: crypto.randomUUID() };
}

/** "I have paid": money is on its way, so nothing is switched off for some days. */
export async function action({ request, params, context }: Route.ActionArgs) {
  const { api, home } = customerOf(context);
  const energy = ownEnergy(home, params.accountId);
  const form = await request.formData();
  const amountEuro = payableEuro(String(form.get('amount') ?? ''));
  const key = String(form.get('key') ?? '');
  const refusal = (fault: TextKey, status: number) => data({ fault }, { status });
  if (amountEuro === null || !isUuid(key)) return refusal('pay.noAmount', 400);
  const channel = form.get('channel') === 'deposit' ? 'deposit' : 'transfer';
  const outcome = await api.announce({ accountId: energy.id, amountEuro, channel }, key);
  if (outcome.kind === 'refused' && outcome.problem.status === 409) return refusal('pay.claimedBefore', 409);
  if (outcome.kind !== 'ok') return refusal('ownSignIn.unreachable', 503);
  return redirect('/my?claimed=1', 303);
}

export default function OwnTransfer({ loaderData: { energy, key }, actionData }: Route.ComponentProps) {
  const { t } = useDesk();
  return (
    <>
      <PageTitle>{t('pay.transferTitle')}</PageTitle>
      {actionData ? <ErrorSummary faults={[{ field: 'amount', sentence: t(actionData.fault) }]} /> : null}
      <TransferCard transfer={energy.transfer} reference={energy.transfer.reference} />
      <form method="post" className="card stack claim" id="claim">
        <input type="hidden" name="key" value={key} />
        <h2>{t('pay.claimTitle')}</h2>
        <p>{t('pay.claimIntro')}</p>
        <div className="field">
          <label htmlFor="amount">{t('pay.claimAmount')}</label>
          <input id="amount" name="amount" inputMode="decimal" autoComplete="off" maxLength={10} aria-invalid={actionData?.fault === 'pay.noAmount'} />
        </div>
        <fieldset>
          <legend className="field-label">{t('pay.claimHow')}</legend>
          <label className="choice" htmlFor="by-transfer"><input id="by-transfer" type="radio" name="channel" value="transfer" defaultChecked /> {t('pay.claimTransfer')}</label>
          <label className="choice" htmlFor="by-deposit"><input id="by-deposit" type="radio" name="channel" value="deposit" /> {t('pay.claimDeposit')}</label>
        </fieldset>
        <button className="button wide">{t('pay.claimSend')}</button>
      </form>
      <p className="more"><a href="/my">{t('frame.back')}</a></p>
    </>
  );
}
