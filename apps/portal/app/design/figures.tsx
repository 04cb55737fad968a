import type { AccountRow } from '../api/types.js';
import { useDesk } from './desk.js';

type Runway = Pick<AccountRow, 'daysLeft' | 'runsOutOn'> & { readonly creditState?: AccountRow['creditState'] };

type DaysLeftProps = {
  readonly account: Runway;
  /** In a table the column's heading already says that these are days that are left. */
  readonly brief?: boolean;
};

/** Days left and the weekday they end on: the first thing said about an account. */
export function DaysLeft({ account, brief = false }: DaysLeftProps) {
  const { t, format } = useDesk();
  if (account.creditState === 'exhausted' || account.creditState === 'emergency') return <strong>{t('accounts.usedUp')}</strong>;
  if (account.daysLeft === null) return <span className="soft">{t('accounts.daysUnknown')}</span>;
  if (account.daysLeft === 0) return <strong>{t('accounts.today')}</strong>;
  const until = account.runsOutOn === null ? null : brief ? format.shortDay(account.runsOutOn) : format.day(account.runsOutOn);
  return (
    <>
      <strong>{t(brief ? 'accounts.daysBrief' : 'accounts.days', { count: account.daysLeft })}</strong>
      {until === null ? null : <span className="soft block">{t('accounts.until', { day: until })}</span>}
    </>
  );
}

/** The balance; "about" when a day in it was estimated. */
export function Balance({ account }: { readonly account: Pick<AccountRow, 'balanceEuro' | 'estimated'> }) {
  const { t, format } = useDesk();
  const amount = format.money(account.balanceEuro);
  return <span className="nowrap">{account.estimated ? t('accounts.about', { amount }) : amount}</span>;
}
