import type { TimelineData } from '../api/timeline-types.js';
import { useDesk } from '../design/desk.js';
import { isZeroEuro } from '../format/decimal.js';
import { wordOr } from '../language/translator.js';
import { BalanceAfter } from './money-entries.js';
import { RegisterTable } from './register-table.js';

type Charge = TimelineData['charge'];

/** A day's charge in one line; registers and components, which sum to the total, open on demand. */
export function ChargeEntry({ data }: { readonly data: Charge }) {
  const { t, format } = useDesk();
  const owed = [data.toDebtSupplyEuro, data.toDebtProtectedEuro].find((euro) => !isZeroEuro(euro));
  return (
    <>
      <p className="strong">{t('item.charge', { total: format.money(data.totalEuro), energy: energyOf(data, format), day: format.shortDay(data.day) })}</p>
      {data.quality === 'measured' ? null : <p className="strong tone-limited">{t(`quality.${data.quality}`)}</p>}
      {owed === undefined ? null : <p>{t('item.paidFrom', { credit: format.money(data.fromCreditEuro), debt: format.money(owed) })}</p>}
      <div className="entry-foot">
        <details>
          <summary>{t('item.registers')}</summary>
          <RegisterTable registers={data.registers} />
          <ComponentTable charge={data} />
        </details>
        <BalanceAfter euro={data.balanceAfterEuro} />
      </div>
    </>
  );
}

/** A gas day shows what its register counted, cubic metres, beside the energy it was rated on. */
function energyOf(charge: Charge, format: ReturnType<typeof useDesk>['format']): string {
  const energy = format.quantity(charge.energyWh, 'Wh');
  const gas = charge.registers.find((register) => register.unit === 'dm3' && register.used !== null);
  return gas?.used == null ? energy : `${format.quantity(gas.used, 'dm3')} (${energy})`;
}

function ComponentTable({ charge }: { readonly charge: Charge }) {
  const { t, format } = useDesk();
  return (
    <table className="compact">
      <caption className="visually-hidden">{t('lists.components')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('item.component')}</th>
          <th scope="col" className="right">{t('overview.amount')}</th>
        </tr>
      </thead>
      <tbody>
        {charge.components.map((part) => (
          <tr key={part.component}>
            <th scope="row">{wordOr(t, 'component', part.component)}</th>
            <td className="right nowrap">{format.exactMoney(part.amountEuro)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{t('item.vat')}</th>
          <td className="right nowrap">{format.exactMoney(charge.vatEuro)}</td>
        </tr>
        <tr className="total">
          <th scope="row">{t('item.total')}</th>
          <td className="right nowrap">{format.exactMoney(charge.totalEuro)}</td>
        </tr>
      </tbody>
    </table>
  );
}
