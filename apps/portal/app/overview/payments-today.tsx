import type { Overview } from '../api/types.js';
import { useDesk } from '../design/desk.js';
import { wordOr } from '../language/translator.js';

export function PaymentsToday({ payments }: { readonly payments: Overview['paymentsToday'] }) {
  const { t, format } = useDesk();
  return (
    <section className="card" aria-labelledby="payments-today">
      <h2 id="payments-today">{t('overview.paymentsToday')}</h2>
      {payments.length === 0 ? <p>{t('overview.paymentsNone')}</p> : (
        <table className="compact">
          <caption className="visually-hidden">{t('overview.paymentsToday')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('overview.paymentChannel')}</th>
              <th scope="col" className="right">{t('overview.count')}</th>
              <th scope="col" className="right">{t('overview.amount')}</th>
            </tr>
          </thead>
          <tbody>
            {payments.map((payment) => (
              <tr key={payment.channel}>
                <th scope="row">{wordOr(t, 'channel', payment.channel)}</th>
                <td className="right">{format.count(payment.count)}</td>
                <td className="right nowrap">{format.money(payment.amountEuro)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
