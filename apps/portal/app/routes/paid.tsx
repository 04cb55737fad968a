import type { CheckoutSession } from '../api/customer-api.js';
import { answered } from '../api/answered.js';
import { useDesk } from '../design/desk.js';
import { PageTitle } from '../design/page-title.js';
import { apiOfRequest } from '../request/customer.js';
import type { Route } from './+types/paid.js';

/** Where a payer comes back to: the receipt, or that the bank has not said yes yet. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
  const { api, signedIn } = await apiOfRequest(request, context);
  return { checkout: answered(await api.checkout(params.checkoutId)), signedIn };
}

export default function Paid({ loaderData: { checkout, signedIn } }: Route.ComponentProps) {
  const { t } = useDesk();
  return (
    <div className="own">
      <PageTitle>{t(checkout.state === 'paid' ? 'pay.paidTitle' : checkout.state === 'open' ? 'pay.waitingTitle' : 'pay.notPaidTitle')}</PageTitle>
      <p className={checkout.state === 'paid' ? 'callout' : 'callout callout-warning'} role="status">
        {t(checkout.state === 'paid' ? 'pay.paidNext' : checkout.state === 'open' ? 'pay.waiting' : 'pay.notPaid')}
      </p>
      <Receipt checkout={checkout} />
      {checkout.state === 'paid' ? <p className="soft no-print apart">{t('pay.keep')}</p> : null}
      {checkout.state === 'open' ? <p><a className="button wide" href={`/paid/${checkout.id}`}>{t('pay.lookAgain')}</a></p> : null}
      {signedIn ? <p className="more no-print"><a href="/my">{t('pay.toEnergy')}</a></p> : null}
    </div>
  );
}

/** Amount, reference and time: no name, balance or debt, because the paper may be seen by anybody. */
function Receipt({ checkout }: { readonly checkout: CheckoutSession }) {
  const { t, format } = useDesk();
  return (
    <section className="card">
      <dl className="facts">
        <dt>{t('pay.amount')}</dt>
        <dd className="strong">{format.money(checkout.amountEuro)}</dd>
        <dt>{t('pay.reference')}</dt>
        <dd className="nowrap">{checkout.reference}</dd>
        <dt>{t('pay.time')}</dt>
        <dd>{format.longMoment(checkout.paidAt ?? checkout.openedAt)}</dd>
      </dl>
    </section>
  );
}
