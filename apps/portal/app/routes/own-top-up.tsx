import { data, redirect } from 'react-router';
import { useDesk } from '../design/desk.js';
import { ErrorSummary } from '../design/error-summary.js';
import { PageTitle } from '../design/page-title.js';
import { chosenEuro, neededEuro } from '../own/amount-choice.js';
import { AmountFields } from '../own/amount-fields.js';
import { customerOf, ownEnergy } from '../request/customer.js';
import type { Route } from './+types/own-top-up.js';

/** First screen: how much. The form asks this same address, so that Back and reload do no harm. */
export function loader({ request, params, context }: Route.LoaderArgs) {
  const energy = ownEnergy(customerOf(context).home, params.accountId);
  const asked = new URL(request.url).searchParams;
  const hasFault = asked.has('choice') || asked.has('other');
  const euro = chosenEuro(asked);
  if (euro !== null) throw redirect(`/my/top-up/${energy.id}/check?amount=${euro}`, 303);
  return data({ energy, hasFault }, { status: hasFault ? 400 : 200 });
}

export default function OwnTopUp({ loaderData: { energy, hasFault } }: Route.ComponentProps) {
  const { t } = useDesk();
  const utility = t(`utility.${energy.utility}`);
  return (
    <>
      <PageTitle>{t('own.topUpFor', { utility })}</PageTitle>
      {hasFault ? <ErrorSummary faults={[{ field: 'other', sentence: t('pay.noAmount') }]} /> : null}
      <form method="get" className="card stack">
        <AmountFields legend={t('pay.howMuch')} needed={neededEuro(energy.amountToGetBackOnEuro ?? energy.amountToStayOnEuro)} hasFault={hasFault} />
        <button className="button wide">{t('pay.next')}</button>
      </form>
      <p className="more"><a href={`/my/transfer/${energy.id}`}>{t('own.otherWays')}</a></p>
      <p className="more"><a href="/my">{t('frame.back')}</a></p>
    </>
  );
}
