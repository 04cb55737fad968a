import type { OwnEnergy } from '../api/customer-api.js';
import { useDesk } from '../design/desk.js';
import { DaysLeft } from '../design/figures.js';
import { Icon } from '../design/icons.js';
import { SupplyMark, UtilityMark } from '../design/marks.js';
import { isNegativeEuro, isZeroEuro } from '../format/decimal.js';
import { wordOr } from '../language/translator.js';

/** One energy of the home: on or off, days left, credit, what happens next, and the one button that matters. */
export function EnergyCard({ energy }: { readonly energy: OwnEnergy }) {
  const { t } = useDesk();
  const utility = t(`utility.${energy.utility}`);
  return (
    <section className="card energy" aria-labelledby={`energy-${energy.id}`}>
      <div className="energy-head">
        <h2 id={`energy-${energy.id}`}><UtilityMark utility={energy.utility} /></h2>
        <SupplyMark supply={energy.confirmedSupply} large />
      </div>
      <WhatNow energy={energy} />
      <p className="figure"><DaysLeft account={energy} /></p>
      <Money energy={energy} />
      <Next energy={energy} />
      <p><a className="button wide" href={`/my/top-up/${energy.id}`} aria-label={t('own.topUpFor', { utility })}>{t('own.topUp')}</a></p>
      <OtherWays energy={energy} />
      <LastPayments energy={energy} />
    </section>
  );
}

/** What the customer, or we, have to do before anything else. */
function WhatNow({ energy }: { readonly energy: OwnEnergy }) {
  const { t } = useDesk();
  const { confirmedSupply, desiredSupply, utility } = energy;
  if (confirmedSupply === 'tripped') return <p className="callout callout-warning">{t('own.tripped')}</p>;
  if (confirmedSupply === 'ready') return <p className="callout">{t(utility === 'gas' ? 'own.pressGas' : 'own.pressElectricity')}</p>;
  const comesBack = desiredSupply === 'on' && (confirmedSupply === 'off' || confirmedSupply === 'limited');
  return comesBack ? <p className="callout">{t('own.comingBack')}</p> : null;
}

function Money({ energy }: { readonly energy: OwnEnergy }) {
  const { t, format } = useDesk();
  const short = isNegativeEuro(energy.balanceEuro);
  const amount = format.money(short ? energy.balanceEuro.slice(1) : energy.balanceEuro);
  const lines = [
    ...(energy.creditState === 'emergency' ? [t('own.emergency', { amount: format.money(energy.emergencyAvailableEuro) })] : []),
    ...(isZeroEuro(energy.debtEuro) ? [] : [t('own.debt', { amount: format.money(energy.debtEuro) })]),
  ];
  return (
    <div>
      <p>{t(short ? 'own.shortOf' : 'own.balance')}: <strong className="nowrap">{energy.estimated ? t('own.about', { amount }) : amount}</strong></p>
      {lines.map((line) => <p key={line}>{line}</p>)}
      <p className="soft">{energy.measuredUntil === null ? t('own.notMeasured') : t('own.measured', { day: format.day(energy.measuredUntil) })}</p>
    </div>
  );
}

function Next({ energy }: { readonly energy: OwnEnergy }) {
  const { t, format } = useDesk();
  const { nextChange, paymentUnderWayUntil, amountToGetBackOnEuro: back, amountToStayOnEuro: stay } = energy;
  return (
    <div className="next">
      <p>{nextChange === null ? t('own.quiet') : t('own.nextLess', { supply: t(`supply.${nextChange.supply}`), when: format.moment(nextChange.at) })}</p>
      {back === null ? null : <p className="strong">{t('own.getBackOn', { amount: format.money(back) })}</p>}
      {back !== null || nextChange === null || isZeroEuro(stay) ? null : <p className="strong">{t('own.stayOn', { amount: format.money(stay) })}</p>}
      {paymentUnderWayUntil === null ? null : <p><Icon name="shield" /> {t('own.underWay', { when: format.moment(paymentUnderWayUntil) })}</p>}
    </div>
  );
}

function OtherWays({ energy }: { readonly energy: OwnEnergy }) {
  const { t } = useDesk();
  return (
    <nav aria-label={`${t('own.otherWays')}: ${t(`utility.${energy.utility}`)}`}>
      <ul className="ways">
        <li><a href={`/my/transfer/${energy.id}`}>{t('own.byTransfer')}</a></li>
        <li><a href={`/my/share/${energy.id}`}>{t('own.bySomebody')}</a></li>
        <li><a href={`/my/transfer/${energy.id}#claim`}>{t('own.iHavePaid')}</a></li>
      </ul>
    </nav>
  );
}

function LastPayments({ energy }: { readonly energy: OwnEnergy }) {
  const { t, format } = useDesk();
  if (energy.payments.length === 0) return null;
  return (
    <details>
      <summary>{t('own.lastPayments')}</summary>
      <ul className="plain-list">
        {energy.payments.map((payment) => (
          <li key={payment.id}>
            <span className="nowrap strong">{format.money(payment.amountEuro)}</span> <span className="soft">{`${format.moment(payment.paidAt)}, ${wordOr(t, 'channel', payment.channel)}`}{isNegativeEuro(payment.amountEuro) ? `, ${t('own.takenBack')}` : ''}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
