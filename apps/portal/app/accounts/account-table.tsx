import type { AccountRow } from '../api/types.js';
import { useDesk } from '../design/desk.js';
import { Balance, DaysLeft } from '../design/figures.js';
import { CreditMark, SupplyMark, UtilityMark, WantedMark } from '../design/marks.js';
import { isZeroEuro } from '../format/decimal.js';

/** Days left first, since that is what decides what must be done today; rows become cards on a narrow screen. */
export function AccountTable({ accounts }: { readonly accounts: readonly AccountRow[] }) {
  const { t } = useDesk();
  return (
    <div className="table-card">
      <table className="as-cards">
        <caption className="visually-hidden">{t('accounts.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('accounts.household')}</th>
            <th scope="col">{t('accounts.daysLeft')}</th>
            <th scope="col">{`${t('accounts.supplyState')}, ${t('accounts.creditState')}`}</th>
            <th scope="col" className="right">{t('accounts.balance')}</th>
            <th scope="col">{t('accounts.nextChange')}</th>
          </tr>
        </thead>
        <tbody>{accounts.map((account) => <Row key={account.id} account={account} />)}</tbody>
      </table>
    </div>
  );
}

function Row({ account }: { readonly account: AccountRow }) {
  const { t, format } = useDesk();
  const { street, houseNumber, postcode, town } = account.address;
  const next = account.nextChange;
  return (
    <tr>
      <th scope="row">
        <a className="row-link" href={`/accounts/${account.id}`}>{account.customer.name}</a>
        <span className="soft block"><UtilityMark utility={account.utility} /></span>
        <span className="soft block">{`${street} ${houseNumber}, ${postcode} ${town}`}</span>
      </th>
      <td className="nowrap" data-label={t('accounts.daysLeft')}><DaysLeft account={account} brief /></td>
      <td>
        <SupplyMark supply={account.confirmedSupply} />
        <WantedMark desired={account.desiredSupply} confirmed={account.confirmedSupply} />
        <span className="state-line"><CreditMark state={account.creditState} /></span>
      </td>
      <td className="right" data-label={t('accounts.balance')}>
        <strong><Balance account={account} /></strong>
        {isZeroEuro(account.debtEuro) ? null : <span className="soft block">{t('accounts.debtShort', { amount: format.money(account.debtEuro) })}</span>}
      </td>
      <td data-label={t('accounts.nextChange')}>
        {next === null ? <span className="soft">{t('accounts.noChange')}</span> : <>{format.moment(next.at)}<span className="block">{t(`supply.${next.supply}`)}</span></>}
      </td>
    </tr>
  );
}
