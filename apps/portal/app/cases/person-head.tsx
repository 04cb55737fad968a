import type { ConfirmedSupply } from '../api/types.js';
import { useDesk } from '../design/desk.js';
import { Balance, DaysLeft } from '../design/figures.js';
import { SupplyMark, UtilityMark, WantedMark } from '../design/marks.js';
import { isZeroEuro } from '../format/decimal.js';
import { PhoneLink } from './case-list.js';
import type { PersonView } from './person-view.js';

type Told = { readonly code: string; readonly sentence: string };

/** Does this home have energy, why, for how long, and what can be done about it. */
export function PersonHead({ person, reasons }: { readonly person: PersonView; readonly reasons: readonly Told[] }) {
  const { t, format } = useDesk();
  const { street, houseNumber, postcode, town } = person.address;
  return (
    <section className="card account-head" aria-label={person.name}>
      <p className="account-where">
        <UtilityMark utility={person.utility} />
        <span>{`${street} ${houseNumber}, ${postcode} ${town}`}</span>
        <span className="soft">{`${t('account.speaks', { language: t(`language.${person.language}`) })} · ${person.supplier}`}</span>
      </p>
      <div className="account-figures">
        <div>
          <h2 className="figure-title">{t('account.supply')}</h2>
          <SupplyMark supply={person.confirmedSupply} large />
          <WantedMark desired={person.desiredSupply} confirmed={person.confirmedSupply} />
        </div>
        <div>
          <h2 className="figure-title">{t('account.daysLeft')}</h2>
          <p className="figure"><DaysLeft account={person} /></p>
        </div>
        <div>
          <h2 className="figure-title">{t('account.balance')}</h2>
          <p className="figure strong"><Balance account={person} /></p>
          <p className="soft">{t('frame.asOf', { time: format.moment(person.asOf) })}</p>
        </div>
        <div>
          <h2 className="figure-title">{t('account.next')}</h2>
          <NextForPerson person={person} />
        </div>
      </div>
      <Why reasons={reasons} />
      <WhatToDo person={person} />
      <OtherMeters person={person} />
    </section>
  );
}

function NextForPerson({ person }: { readonly person: PersonView }) {
  const { t, format } = useDesk();
  const { nextChange, amountToGetBackOnEuro: back, amountToStayOnEuro: stay, protectedUntil } = person;
  return (
    <>
      <p>{nextChange === null ? t('account.noChange') : t('account.nextChange', { when: format.moment(nextChange.at), supply: t(`supply.${nextChange.supply}`) })}</p>
      {protectedUntil === null ? null : <p className="strong">{t('account.protectedUntil', { day: format.day(protectedUntil) })}</p>}
      {back === null ? null : <p className="needed">{t('account.getBackOn')}: <strong>{format.money(back)}</strong></p>}
      {back !== null || isZeroEuro(stay) ? null : <p className="needed">{t('account.stayOn')}: <strong>{format.money(stay)}</strong></p>}
    </>
  );
}

function Why({ reasons }: { readonly reasons: readonly Told[] }) {
  const { t } = useDesk();
  if (reasons.length === 0) return null;
  return (
    <div>
      <h2 className="figure-title">{t('person.reason')}</h2>
      <ul className="reasons">{reasons.map((reason) => <li key={reason.code}>{reason.sentence}</li>)}</ul>
    </div>
  );
}

function WhatToDo({ person }: { readonly person: PersonView }) {
  const { t } = useDesk();
  const advice = adviceFor(person.confirmedSupply);
  return (
    <div className="no-print">
      <h2 className="figure-title">{t('person.canDo')}</h2>
      {advice === null ? null : <p className="lead">{t(`urgencyDo.${advice}`)}</p>}
      <p className="actions">
        <a className="button" href={`/people/${person.id}/support`}>{t('cases.give')}</a>
        {person.phone === null ? <span>{t('person.noPhone')}</span> : <PhoneLink phone={person.phone} />}
      </p>
    </div>
  );
}

function adviceFor(supply: ConfirmedSupply) {
  if (supply === 'off') return 'off_now' as const;
  if (supply === 'ready') return 'ready_to_press' as const;
  return supply === 'limited' ? ('limited' as const) : null;
}

function OtherMeters({ person }: { readonly person: PersonView }) {
  const { t } = useDesk();
  if (person.otherMeters.length === 0) return null;
  return (
    <div>
      <h2 className="figure-title">{t('account.householdMeters')}</h2>
      <ul className="plain-list">
        {person.otherMeters.map((meter) => (
          <li key={meter.id}><a className="row-link" href={`/people/${meter.id}`}><UtilityMark utility={meter.utility} /></a> <SupplyMark supply={meter.confirmedSupply} /></li>
        ))}
      </ul>
    </div>
  );
}
