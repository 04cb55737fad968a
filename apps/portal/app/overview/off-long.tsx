import type { AccountRow } from '../api/types.js';
import { useDesk } from '../design/desk.js';
import { Balance } from '../design/figures.js';
import { Icon } from '../design/icons.js';
import { UtilityMark } from '../design/marks.js';

/** Homes off for longer than a day, by name: somebody sits in the dark or the cold. */
export function OffLong({ homes }: { readonly homes: readonly AccountRow[] }) {
  const { t, format } = useDesk();
  return (
    <section aria-labelledby="off-long">
      <h2 id="off-long" className="section-head">{t('overview.offLong')}</h2>
      {homes.length === 0 ? <p className="empty"><Icon name="pass" /> {t('overview.offLongNone')}</p> : (
        <div className="table-card">
          <table className="as-cards">
            <caption className="visually-hidden">{t('overview.offLong')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('accounts.household')}</th>
                <th scope="col">{t('lists.utility')}</th>
                <th scope="col">{t('overview.offSince')}</th>
                <th scope="col" className="right">{t('accounts.balance')}</th>
              </tr>
            </thead>
            <tbody>
              {homes.map((home) => (
                <tr key={home.id}>
                  <th scope="row">
                    <a className="row-link" href={`/accounts/${home.id}`}>{home.customer.name}</a>
                    <span className="soft block">{`${home.address.street} ${home.address.houseNumber}, ${home.address.town}`}</span>
                  </th>
                  <td><UtilityMark utility={home.utility} /></td>
                  <td data-label={t('overview.offSince')}>{home.confirmedAt ? format.moment(home.confirmedAt) : t('supply.unknown')}</td>
                  <td className="right" data-label={t('accounts.balance')}><Balance account={home} /></td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
