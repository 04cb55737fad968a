import { answered } from '../api/answered.js';
import { useDesk } from '../design/desk.js';
import { EmptyState } from '../design/empty-state.js';
import { PageLinks } from '../design/page-links.js';
import { PageTitle } from '../design/page-title.js';
import { wordOr } from '../language/translator.js';
import { supplierOf } from '../request/viewer.js';
import type { Route } from './+types/payments.js';

export async function loader({ request, context }: Route.LoaderArgs) {
  const cursor = new URL(request.url).searchParams.get('cursor') ?? undefined;
  return { suspense: answered(await supplierOf(context).api.suspense(cursor)), atStart: cursor === undefined };
}

export default function Payments({ loaderData: { suspense, atStart } }: Route.ComponentProps) {
  const { t, format } = useDesk();
  return (
    <>
      <PageTitle>{t('suspense.title')}</PageTitle>
      <p className="lead">{t('suspense.intro')}</p>
      {suspense.items.length === 0 ? <EmptyState title={t('suspense.none')} /> : (
        <div className="table-card">
          <table className="as-cards">
            <caption>{t('suspense.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('suspense.received')}</th>
                <th scope="col" className="right">{t('overview.amount')}</th>
                <th scope="col">{t('suspense.payer')}</th>
                <th scope="col">{t('suspense.reference')}</th>
                <th scope="col">{t('suspense.why')}</th>
              </tr>
            </thead>
            <tbody>
              {suspense.items.map((item) => (
                <tr key={item.id}>
                  <td>{format.moment(item.receivedAt)}<span className="soft block">{wordOr(t, 'channel', item.channel)}</span></td>
                  <td className="right strong nowrap" data-label={t('overview.amount')}>{format.money(item.amountEuro)}</td>
                  <td data-label={t('suspense.payer')}>
                    {item.payerName ?? t('supply.unknown')}
                    {item.payerName === null ? null : <a className="block" href={`/accounts?query=${encodeURIComponent(item.payerName)}`}>{t('suspense.search')}</a>}
                  </td>
                  <td data-label={t('suspense.reference')}>{item.reference ?? t('frame.nothing')}</td>
                  <td data-label={t('suspense.why')}>{item.why === 'unknown_reference' ? t('suspense.whyUnknownReference') : item.why}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <PageLinks path="/payments" search={new URLSearchParams()} nextCursor={suspense.nextCursor} atStart={atStart} />
    </>
  );
}
