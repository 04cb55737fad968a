import { data, redirect } from 'react-router';
import type { PaymentLinkView } from '../api/customer-api.js';
import { answered } from '../api/answered.js';
import { useDesk } from '../design/desk.js';
import { ErrorSummary } from '../design/error-summary.js';
import { PageTitle } from '../design/page-title.js';
import type { TextKey } from '../language/catalogue.js';
import { chosenEuro } from '../own/amount-choice.js';
import { AmountFields } from '../own/amount-fields.js';
import { TransferCard } from '../own/transfer-card.js';
import { anonymousApi } from '../request/customer.js';
import { isUuid } from '../request/uuid.js';
import type { Route } from './+types/pay.js';

/** The page of a helper: amount, reference and how to pay. No name, no balance, no debt. */
export async function loader({ params, context }: Route.LoaderArgs) {
  const outcome = await anonymousApi(context).link(params.secret);
  if (outcome.kind === 'refused' && outcome.problem.status === 404) return data({ link: null, key: '' }, { status: 404 });
  return data({ link: answered<PaymentLinkView>(outcome), key: crypto.randomUUID() });
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const form = await request.formData();
  const euro = chosenEuro(form);
  const key = String(form.get('key') ?? '');
  const refusal = (fault: TextKey, status: number) => data({ fault }, { status });
  if (euro === null || !isUuid(key)) return refusal('pay.noAmount', 400);
  const outcome = await anonymousApi(context).openCheckout({ paymentLink: params.secret }, euro, key);
  if (outcome.kind !== 'ok') return refusal('pay.cardSilent', 503);
  return redirect(outcome.value.url ?? `/paid/${outcome.value.id}`, 303);
}

export default function Pay({ loaderData: { link, key }, actionData }: Route.ComponentProps) {
  const { t } = useDesk();
  if (link === null) return <div className="own"><PageTitle>{t('pay.helpTitle')}</PageTitle><p className="callout callout-warning">{t('pay.linkGone')}</p></div>;
  const fault = actionData?.fault;
  return (
    <div className="own">
      <PageTitle>{t('pay.helpTitle')}</PageTitle>
      {fault === undefined ? null : <ErrorSummary faults={[{ field: fault === 'pay.noAmount' ? 'other' : 'pay', sentence: t(fault) }]} />}
      <p className="lead">{t('pay.helpIntro')}</p>
      <form method="post" className="card stack">
        <input type="hidden" name="key" value={key} />
        <Amount link={link} hasFault={fault === 'pay.noAmount'} />
        <p className="soft">{t('pay.cardTime')}</p>
        <button className="button wide" id="pay">{t('pay.payNow')}</button>
      </form>
      <h2 className="apart">{t('pay.helpTransfer')}</h2>
      <TransferCard transfer={link.transfer} reference={link.reference} />
    </div>
  );
}

function Amount({ link, hasFault }: { readonly link: PaymentLinkView; readonly hasFault: boolean }) {
  const { t, format } = useDesk();
  return (
    <>
      <dl className="facts"><dt>{t('pay.reference')}</dt><dd className="nowrap">{link.reference}</dd></dl>
      {link.amountEuro === null ? <AmountFields legend={t('pay.howMuch')} needed={null} hasFault={hasFault} /> : (
        <p>
          <input type="hidden" name="choice" value={link.amountEuro} />
          {t('pay.youPay')} <span className="sum block">{format.money(link.amountEuro)}</span>
        </p>
      )}
    </>
  );
}
