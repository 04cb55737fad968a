import { useDesk } from '../design/desk.js';
import { Icon } from '../design/icons.js';
import { PageTitle } from '../design/page-title.js';
import type { TextKey } from '../language/catalogue.js';
import { PersonLine, type SupportedPerson } from './person-line.js';
import type { SupportOrder } from './support-order.js';

export type Refusal = { readonly words: TextKey; readonly detail: string | null };
type SupportReviewProps = { readonly person: SupportedPerson; readonly formPath: string; readonly order: SupportOrder; readonly refusal: Refusal | null };

export function SupportReview({ person, formPath, order, refusal }: SupportReviewProps) {
  const { t, format } = useDesk();
  const amount = format.money(order.amountEuro);
  return (
    <div className="narrow">
      <PageTitle>{t('support.reviewTitle')}</PageTitle>
      {refusal === null ? null : <RefusalSummary refusal={refusal} />}
      <PersonLine person={person} />
      <form method="post" className="card stack">
        <input type="hidden" name="other" value={order.amountEuro} />
        <input type="hidden" name="reason" value={order.reason} />
        <dl className="facts">
          <dt>{t('overview.amount')}</dt>
          <dd className="figure strong">{amount}</dd>
          <dt>{t('support.reason')}</dt>
          <dd>{order.reason}</dd>
        </dl>
        <p>{t('support.whatItIs')}</p>
        <p className="actions">
          <button className="button">{t('support.confirm', { amount })}</button>
          <a className="button quiet" href={formPath}>{t('support.change')}</a>
        </p>
      </form>
    </div>
  );
}

function RefusalSummary({ refusal }: { readonly refusal: Refusal }) {
  const { t } = useDesk();
  return (
    <div className="error-summary" role="alert" aria-labelledby="refusal">
      <h2 id="refusal"><Icon name="warning" /> {t('frame.problem')}</h2>
      <p>{t(refusal.words)}</p>
      {refusal.detail === null ? null : <p>{refusal.detail}</p>}
    </div>
  );
}
