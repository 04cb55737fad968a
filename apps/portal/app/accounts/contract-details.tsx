import type { Account } from '../api/types.js';
import { useDesk } from '../design/desk.js';

export function ContractDetails({ account }: { readonly account: Account }) {
  const { t, format } = useDesk();
  const { contact, meter } = account;
  const reached = [contact.phone, contact.email].filter((way) => way !== null);
  const from = t('account.from', { day: format.datedDay(account.contractFrom) });
  const until = account.contractUntil === null ? '' : ` ${t('accounts.until', { day: format.datedDay(account.contractUntil) })}`;
  return (
    <section className="card" aria-labelledby="details">
      <h2 id="details">{t('account.details')}</h2>
      <dl className="facts">
        <dt>{t('account.contact')}</dt>
        <dd>{reached.length === 0 ? t('account.noContact') : reached.join(', ')}<span className="soft block">{t('account.speaks', { language: t(`language.${contact.language}`) })}</span></dd>
        <dt>{t('account.ean')}</dt>
        <dd>{account.ean}</dd>
        <dt>{t('account.reference')}</dt>
        <dd>{account.reference}</dd>
        <dt>{t('account.meter')}</dt>
        <dd>
          {`${meter.serial}, ${meter.model}`}
          {meter.gasThroughSerial === null ? null : <span className="soft block">{t('account.gasThrough', { serial: meter.gasThroughSerial })}</span>}
        </dd>
        <dt>{t('account.tariff')}</dt>
        <dd>{account.tariff.name}</dd>
        <dt>{t('account.policy')}</dt>
        <dd>{account.policy.name}</dd>
        <dt>{t('account.contract')}</dt>
        <dd>{from + until}</dd>
      </dl>
    </section>
  );
}
