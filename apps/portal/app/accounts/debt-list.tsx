import type { Account, Debts } from '../api/types.js';
import { useDesk } from '../design/desk.js';
import { isZeroEuro } from '../format/decimal.js';

const debtNames = {
  supplyEuro: 'debt.supply',
  protectedEuro: 'debt.protected',
  oldEuro: 'debt.old',
  returnedEuro: 'debt.returned',
  correctionEuro: 'debt.correction',
} as const satisfies Record<keyof Debts, string>;

export function DebtList({ account }: { readonly account: Account }) {
  const { t, format } = useDesk();
  const owed = (Object.keys(debtNames) as (keyof Debts)[]).filter((name) => !isZeroEuro(account.debts[name]));
  return (
    <div>
      <h2 className="figure-title">{t('account.debts')}</h2>
      {owed.length === 0 ? <p>{t('account.noDebts')}</p> : (
        <ul className="plain-list">
          {owed.map((name) => <li key={name}>{t(debtNames[name])}: <strong className="nowrap">{format.money(account.debts[name])}</strong></li>)}
        </ul>
      )}
      {account.instalment === null ? null : <p className="soft">{t('account.instalment', { amount: format.money(account.instalment.amountEuro) })}</p>}
    </div>
  );
}
