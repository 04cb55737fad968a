import type { PaymentTarget, TimelineData } from '../api/timeline-types.js';
import { useDesk } from '../design/desk.js';
import type { TextKey } from '../language/catalogue.js';
import { wordOr } from '../language/translator.js';

const debtOf: Readonly<Record<Exclude<PaymentTarget, 'credit'>, TextKey>> = {
  debt_supply: 'debt.supply',
  debt_protected: 'debt.protected',
  debt_old: 'debt.old',
  debt_returned: 'debt.returned',
  debt_correction: 'debt.correction',
};

export function BalanceAfter({ euro }: { readonly euro: string }) {
  const { t, format } = useDesk();
  return <p className="after">{t('timeline.balanceAfter', { amount: format.money(euro) })}</p>;
}

export function PaymentEntry({ data }: { readonly data: TimelineData['payment'] }) {
  const { t, format } = useDesk();
  const channel = wordOr(t, 'channel', data.channel);
  return (
    <>
      <p className="strong">{t('item.payment', { amount: format.money(data.amountEuro), channel })}</p>
      {data.reversed ? <p className="fault">{t('item.reversed')}</p> : null}
      <ul className="plain-list" aria-label={t('item.split')}>
        {data.parts.map((part) => (
          <li key={part.to}>
            <span className="nowrap">{format.money(part.amountEuro)}</span> {part.to === 'credit' ? t('item.toCredit') : t('item.toDebt', { debt: t(debtOf[part.to]) })}
          </li>
        ))}
      </ul>
      <div className="entry-foot">
        <p className="soft">{t('item.externalId')}: {data.externalId}</p>
        <BalanceAfter euro={data.balanceAfterEuro} />
      </div>
    </>
  );
}

export function InstalmentEntry({ data }: { readonly data: TimelineData['instalment'] }) {
  const { t, format } = useDesk();
  return (
    <div className="entry-foot">
      <p className="strong">{t('item.instalment', { amount: format.money(data.amountEuro), debt: debtWords(data.debt, t) })}</p>
      <BalanceAfter euro={data.balanceAfterEuro} />
    </div>
  );
}

function debtWords(debt: string, t: ReturnType<typeof useDesk>['t']): string {
  const name = debt.startsWith('debt_') ? debt : `debt_${debt}`;
  return Object.hasOwn(debtOf, name) ? t(debtOf[name as keyof typeof debtOf]) : debt;
}

export function GrantEntry({ data }: { readonly data: TimelineData['grant'] }) {
  const { t, format } = useDesk();
  return (
    <>
      <p className="strong">{t('item.grant', { amount: format.money(data.amountEuro), by: data.by })}</p>
      <div className="entry-foot">
        <p>{t('item.reason', { reason: data.reason })}</p>
        <BalanceAfter euro={data.balanceAfterEuro} />
      </div>
    </>
  );
}

export function CorrectionEntry({ data }: { readonly data: TimelineData['correction'] }) {
  const { t, format } = useDesk();
  return (
    <>
      <p className="strong">
        {format.money(data.amountEuro)} {t(`correctionKind.${data.kind}`)}{data.by === null ? '' : `, ${t('item.by', { by: data.by })}`}
      </p>
      {data.reason === null ? null : <p>{t('item.reason', { reason: data.reason })}</p>}
    </>
  );
}
