import type { AccountRow } from '../api/types.js';
import { useDesk } from './desk.js';

type Runway = Pick<AccountRow, 'daysLeft' | 'runsOutOn'> & { readonly creditState?: AccountRow['creditState'] };

/** Days left and the weekday they end on: the first thing said about an account. */
export function DaysLeft({ account }: { readonly account: Runway }) {
  const { t, format } = useDesk();
  if (account.creditState === 'exhausted' || account.creditState === 'emergency') return <strong>{t('accounts.usedUp')}</strong>;
  if (account.daysLeft === null) return <span className="soft">{t('accounts.daysUnknown')}</span>;
  return (
    <>
      <strong>{account.daysLeft === 0 ? t('accounts.today') : t('accounts.days', { count: account.daysLeft })}</strong>
      {account.runsOutOn === null || account.daysLeft === 0 ? null : (
        <span className="soft block">{t('accounts.until', { day: format.day(account.runsOutOn) })}</span>
      )}
    </>
  );
}

/** The balance; "about" when a day in it was estimated. */
export function Balance({ account }: { readonly account: Pick<AccountRow, 'balanceEuro' | 'estimated'> }) {
  const { t, format } = useDesk();
  const amount = format.money(account.balanceEuro);
  return <span className="nowrap">{account.estimated ? t('accounts.about', { amount }) : amount}</span>;
}
