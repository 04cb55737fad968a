import { answered } from '../api/answered.js';
import type { TariffRow } from '../api/types.js';
import { useDesk } from '../design/desk.js';
import { EmptyState } from '../design/empty-state.js';
import { UtilityMark } from '../design/marks.js';
import { PageLinks } from '../design/page-links.js';
import { PageTitle } from '../design/page-title.js';
import { wordOr } from '../language/translator.js';
import { supplierOf } from '../request/viewer.js';
import type { Route } from './+types/tariffs.js';

export async function loader({ request, context }: Route.LoaderArgs) {
  const cursor = new URL(request.url).searchParams.get('cursor') ?? undefined;
  return { tariffs: answered(await supplierOf(context).api.tariffs(cursor)), atStart: cursor === undefined };
}

export default function Tariffs({ loaderData: { tariffs, atStart } }: Route.ComponentProps) {
  const { t } = useDesk();
  return (
    <>
      <PageTitle>{t('lists.tariffs')}</PageTitle>
      <p className="lead soft">{t('lists.readOnly')}</p>
      {tariffs.items.length === 0 ? <EmptyState title={t('lists.tariffsNone')} /> : (
        <div className="columns">{tariffs.items.map((tariff) => <TariffCard key={tariff.id} tariff={tariff} />)}</div>
      )}
      <PageLinks path="/tariffs" search={new URLSearchParams()} nextCursor={tariffs.nextCursor} atStart={atStart} />
    </>
  );
}

function TariffCard({ tariff }: { readonly tariff: TariffRow }) {
  const { t, format } = useDesk();
  const until = tariff.validUntil === null ? t('lists.open') : format.datedDay(tariff.validUntil);
  return (
    <section className="card stack">
      <h2>{tariff.name}</h2>
      <p><UtilityMark utility={tariff.utility} /><span className="soft block">{`${format.datedDay(tariff.validFrom)} – ${until}`}</span></p>
      <table className="compact">
        <caption className="visually-hidden">{`${t('lists.components')}: ${tariff.name}`}</caption>
        <thead>
          <tr>
            <th scope="col">{t('item.component')}</th>
            <th scope="col" className="right">{t('lists.price')}</th>
            <th scope="col">{t('lists.unit')}</th>
          </tr>
        </thead>
        <tbody>
          {tariff.components.map((part) => (
            <tr key={`${part.component} ${part.unit}`}>
              <th scope="row">{wordOr(t, 'component', part.component)}</th>
              <td className="right nowrap">{format.exactMoney(part.priceEuro)}</td>
              <td>{t(`unit.${part.unit}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
