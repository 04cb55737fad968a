import { urgencies, type Case, type Cases, type Urgency } from '../api/types.js';
import { useDesk } from '../design/desk.js';
import { EmptyState } from '../design/empty-state.js';
import { DaysLeft } from '../design/figures.js';
import { Icon, type IconName } from '../design/icons.js';
import { UtilityMark } from '../design/marks.js';
import { PageTitle } from '../design/page-title.js';

const iconOf: Readonly<Record<Urgency, IconName>> = {
  off_now: 'off',
  ready_to_press: 'ready',
  limited: 'limited',
  changes_within_3_days: 'clock',
  emergency_credit: 'emergency',
};
const toneOf: Readonly<Record<Urgency, string>> = {
  off_now: 'off',
  ready_to_press: 'ready',
  limited: 'limited',
  changes_within_3_days: 'tripped',
  emergency_credit: 'unknown',
};

/** People by how urgently they need somebody, each group with what can be done for it. */
export function CaseList({ cases }: { readonly cases: Cases }) {
  const { t } = useDesk();
  const present = urgencies.filter((urgency) => cases.items.some((item) => item.urgency === urgency));
  return (
    <div className="sections">
      <PageTitle beside={<span className="soft">{t('cases.intro')}</span>}>{t('cases.title')}</PageTitle>
      {present.length === 0 ? (
        <EmptyState title={t('cases.none')}><p>{t('cases.noneHint')}</p></EmptyState>
      ) : (
        <>
          <Counts cases={cases} />
          {present.map((urgency) => (
            <UrgencyGroup key={urgency} urgency={urgency} people={cases.items.filter((item) => item.urgency === urgency)} />
          ))}
        </>
      )}
    </div>
  );
}

function Counts({ cases }: { readonly cases: Cases }) {
  const { t, format } = useDesk();
  return (
    <nav aria-label={t('cases.counts')}>
      <ul className="tiles tiles-many">
        {urgencies.map((urgency) => (
          <li key={urgency}>
            <a className={`tile tone-${cases.counts[urgency] === 0 ? 'calm' : toneOf[urgency]}`} href={cases.counts[urgency] === 0 ? '#content' : `#${urgency}`}>
              <span className="big"><Icon name={iconOf[urgency]} />{format.count(cases.counts[urgency])}</span>
              <span className="words">{t(`urgency.${urgency}`)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function UrgencyGroup({ urgency, people }: { readonly urgency: Urgency; readonly people: readonly Case[] }) {
  const { t } = useDesk();
  return (
    <section id={urgency} aria-labelledby={`title-${urgency}`}>
      <h2 id={`title-${urgency}`} className={`tone-${toneOf[urgency]}`}><Icon name={iconOf[urgency]} /> {t(`urgency.${urgency}`)}</h2>
      <p className="lead">{t(`urgencyDo.${urgency}`)}</p>
      <ul className="case-list">{people.map((person) => <CaseCard key={person.accountId} item={person} />)}</ul>
    </section>
  );
}

function CaseCard({ item }: { readonly item: Case }) {
  const { t, format } = useDesk();
  const { person, address, nextChange } = item;
  return (
    <li className="card case">
      <div>
        <h3 className="case-name"><a className="row-link" href={`/people/${item.accountId}`}>{person.name}</a></h3>
        <p>{`${address.street} ${address.houseNumber}, ${address.postcode} ${address.town}`}</p>
        <p className="soft"><UtilityMark utility={item.utility} /> · {t('account.speaks', { language: t(`language.${person.language}`) })}</p>
      </div>
      <div>
        {item.daysLeft === null ? null : <p><DaysLeft account={{ daysLeft: item.daysLeft, runsOutOn: null }} /></p>}
        {nextChange === null ? null : <p className="strong">{t('cases.changesAt', { when: format.moment(nextChange.at), supply: t(`supply.${nextChange.supply}`) })}</p>}
        <p>{t('cases.since', { time: format.moment(item.since) })} · {t('accounts.balance')} <span className="nowrap">{format.money(item.balanceEuro)}</span></p>
        <p className="soft">{item.lastTopUpAt === null ? t('cases.noTopUp') : t('cases.lastTopUp', { day: format.moment(item.lastTopUpAt) })}</p>
      </div>
      <div className="case-actions">
        {person.phone === null ? <span className="soft">{t('person.noPhone')}</span> : <PhoneLink phone={person.phone} />}
        <a className="button" href={`/people/${item.accountId}`}>{t('cases.help')}<span className="visually-hidden">: {person.name}</span></a>
      </div>
    </li>
  );
}

export function PhoneLink({ phone }: { readonly phone: string }) {
  const { t } = useDesk();
  return <a className="button quiet" href={`tel:${phone.replaceAll(' ', '')}`}><Icon name="phone" /> {t('person.call', { phone })}</a>;
}
