import type { Account } from '../api/types.js';
import { useDesk } from '../design/desk.js';
import { Balance, DaysLeft } from '../design/figures.js';
import { Icon } from '../design/icons.js';
import { CreditMark, SupplyMark, UtilityMark, WantedMark } from '../design/marks.js';
import { isNegativeEuro, isZeroEuro } from '../format/decimal.js';
import { DebtList } from './debt-list.js';

/** Whether the home has energy, for how long, with which money, and what comes next. */
export function AccountHeader({ account }: { readonly account: Account }) {
  const { t, format } = useDesk();
  const { street, houseNumber, postcode, town } = account.address;
  return (
    <section className="card account-head" aria-label={account.customer.name}>
      <p className="account-where">
        <UtilityMark utility={account.utility} /> <span>{`${street} ${houseNumber}, ${postcode} ${town}`}</span>
      </p>
      <Flags account={account} />
      <div className="account-figures">
        <div>
          <h2 className="figure-title">{t('account.supply')}</h2>
          <SupplyMark supply={account.confirmedSupply} large />
          <WantedMark desired={account.desiredSupply} confirmed={account.confirmedSupply} />
          <p className="soft">{account.confirmedAt === null ? t('account.notReadBack') : t('account.readBack', { time: format.moment(account.confirmedAt) })}</p>
        </div>
        <div>
          <h2 className="figure-title">{t('account.daysLeft')}</h2>
          <p className="figure"><DaysLeft account={account} /></p>
          <p><CreditMark state={account.creditState} /></p>
        </div>
        <div>
          <h2 className="figure-title">{t('account.balance')}</h2>
          <p className={`figure strong${isNegativeEuro(account.balanceEuro) ? ' negative' : ''}`}><Balance account={account} /></p>
          <Freshness account={account} />
        </div>
        <div>
          <h2 className="figure-title">{t('account.next')}</h2>
          <NextSteps account={account} />
        </div>
      </div>
      <div className="account-money">
        <Emergency account={account} />
        <DebtList account={account} />
        <Household account={account} />
      </div>
    </section>
  );
}

function Flags({ account }: { readonly account: Account }) {
  const { t, format } = useDesk();
  const flags = [
    ...(account.protectedUntil === null ? [] : [t('account.protectedUntil', { day: format.day(account.protectedUntil) })]),
    ...(account.paymentUnderWayUntil === null ? [] : [t('account.paymentUnderWay', { time: format.moment(account.paymentUnderWayUntil) })]),
  ];
  if (flags.length === 0) return null;
  return (
    <ul className="flags" aria-label={t('account.flags')}>
      {flags.map((flag) => <li key={flag}><Icon name="shield" /> {flag}</li>)}
    </ul>
  );
}

/** One figure everywhere: when it was computed, and up to which day it rests on measurements. */
function Freshness({ account }: { readonly account: Account }) {
  const { t, format } = useDesk();
  const measured = account.measuredUntil;
  const until = measured === null ? t('account.neverMeasured') : t(account.estimated ? 'account.estimatedUntil' : 'account.measuredUntil', { day: format.shortDay(measured) });
  return <p className="soft">{until}<span className="block">{t('frame.asOf', { time: format.moment(account.asOf) })}</span></p>;
}

function NextSteps({ account }: { readonly account: Account }) {
  const { t, format } = useDesk();
  const next = account.nextChange;
  const back = account.amountToGetBackOnEuro;
  return (
    <>
      <p>{next === null ? t('account.noChange') : t('account.nextChange', { when: format.moment(next.at), supply: t(`supply.${next.supply}`) })}</p>
      {back === null ? null : <p className="needed">{t('account.getBackOn')}: <strong>{format.money(back)}</strong></p>}
      {back !== null || isZeroEuro(account.amountToStayOnEuro) ? null : <p className="needed">{t('account.stayOn')}: <strong>{format.money(account.amountToStayOnEuro)}</strong></p>}
    </>
  );
}

function Emergency({ account }: { readonly account: Account }) {
  const { t, format } = useDesk();
  const { availableEuro, limitEuro } = account.emergency;
  return (
    <div>
      <h2 className="figure-title">{t('account.emergency')}</h2>
      <p>{t('account.emergencyLeft', { left: format.money(availableEuro), limit: format.money(limitEuro) })}</p>
    </div>
  );
}

function Household({ account }: { readonly account: Account }) {
  const { t, format } = useDesk();
  if (account.householdAccounts.length === 0) return null;
  return (
    <div>
      <h2 className="figure-title">{t('account.householdMeters')}</h2>
      <ul className="plain-list">
        {account.householdAccounts.map((other) => (
          <li key={other.id}>
            <a className="row-link" href={`/accounts/${other.id}`}><UtilityMark utility={other.utility} /></a> <SupplyMark supply={other.confirmedSupply} />{' '}
            <span className="nowrap">{format.money(other.balanceEuro)}</span>
            {other.daysLeft === null ? null : <span className="soft">{`, ${t('accounts.days', { count: other.daysLeft })}`}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
