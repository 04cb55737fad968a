import { answered } from '../api/answered.js';
import { useDesk } from '../design/desk.js';
import { EmptyState } from '../design/empty-state.js';
import { PageLinks } from '../design/page-links.js';
import { PageTitle } from '../design/page-title.js';
import { supplierOf } from '../request/viewer.js';
import type { Route } from './+types/policies.js';

export async function loader({ request, context }: Route.LoaderArgs) {
  const cursor = new URL(request.url).searchParams.get('cursor') ?? undefined;
  return { policies: answered(await supplierOf(context).api.policies(cursor)), atStart: cursor === undefined };
}

export default function Policies({ loaderData: { policies, atStart } }: Route.ComponentProps) {
  const { t, format } = useDesk();
  return (
    <>
      <PageTitle>{t('lists.policies')}</PageTitle>
      <p className="lead soft">{t('lists.readOnly')}</p>
      {policies.items.length === 0 ? <EmptyState title={t('lists.policiesNone')} /> : (
        <div className="table-card">
          <table className="as-cards">
            <caption className="visually-hidden">{t('lists.policies')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('lists.name')}</th>
                <th scope="col">{t('lists.region')}</th>
                <th scope="col">{t('lists.validFrom')}</th>
                <th scope="col">{t('lists.validUntil')}</th>
              </tr>
            </thead>
            <tbody>
              {policies.items.map((policy) => (
                <tr key={policy.id}>
                  <th scope="row">{`${policy.name}, ${t('lists.version', { version: policy.version })}`}</th>
                  <td data-label={t('lists.region')}>{t(`region.${policy.region}`)}</td>
                  <td data-label={t('lists.validFrom')}>{format.datedDay(policy.validFrom)}</td>
                  <td data-label={t('lists.validUntil')}>{policy.validUntil === null ? t('lists.open') : format.datedDay(policy.validUntil)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <PageLinks path="/policies" search={new URLSearchParams()} nextCursor={policies.nextCursor} atStart={atStart} />
    </>
  );
}
