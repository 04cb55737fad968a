import { redirect } from 'react-router';
import { answered } from '../api/answered.js';
import { PersonLine } from '../cases/person-line.js';
import { personViewOf } from '../cases/person-view.js';
import { consequenceOf } from '../cases/support-consequence.js';
import { useDesk } from '../design/desk.js';
import { Icon } from '../design/icons.js';
import { PageTitle } from '../design/page-title.js';
import { environmentContext } from '../request/contexts.js';
import { readGiven } from '../request/cookies.js';
import { caseWorkerOf } from '../request/viewer.js';
import type { Route } from './+types/support-given.js';

export async function loader({ request, params: { accountId, grantKey }, context }: Route.LoaderArgs) {
  const { api } = caseWorkerOf(context);
  const grant = await readGiven(request, context.get(environmentContext), grantKey);
  if (grant?.accountId !== accountId) throw redirect(`/people/${accountId}`, 303);
  return { grant, person: personViewOf(answered(await api.account(accountId))) };
}

export default function SupportGiven({ loaderData: { grant, person } }: Route.ComponentProps) {
  const { t, format } = useDesk();
  const steps = consequenceOf(person.utility, grant.desiredSupply, person.confirmedSupply);
  return (
    <div className="narrow sections">
      <PageTitle>{t('support.given', { amount: format.money(grant.amountEuro) })}</PageTitle>
      <PersonLine person={person} />
      <section className="card given" role="status">
        <p className="figure"><Icon name="pass" /> {t('support.newBalance', { amount: format.money(grant.balanceAfterEuro) })}</p>
      </section>
      <section className="card" aria-labelledby="now">
        <h2 id="now">{t('support.now')}</h2>
        <ol className="do-steps">{steps.map((step) => <li key={step}>{t(step)}</li>)}</ol>
      </section>
      <p className="actions no-print">
        <a className="button" href={`/people/${person.id}`}>{t('support.backToPerson')}</a>
        <a className="button quiet" href="/">{t('support.backToList')}</a>
      </p>
    </div>
  );
}
