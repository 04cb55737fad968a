import { useDesk } from '../design/desk.js';
import { PageTitle } from '../design/page-title.js';
import { EnergyCard } from '../own/energy-card.js';
import { customerOf } from '../request/customer.js';
import type { Route } from './+types/own-home.js';

export function loader({ request, context }: Route.LoaderArgs) {
  const { home } = customerOf(context);
  return { home, claimed: new URL(request.url).searchParams.has('claimed') };
}

export default function OwnHome({ loaderData: { home, claimed } }: Route.ComponentProps) {
  const { t, format } = useDesk();
  return (
    <>
      <PageTitle>{t('own.title')}</PageTitle>
      <p className="lead">{t('own.hello', { name: home.name })} <span className="soft nowrap">{t('frame.asOf', { time: format.moment(home.asOf) })}</span></p>
      {claimed ? <p className="callout" role="status">{t('pay.claimDone')}</p> : null}
      {home.energies.map((energy) => <EnergyCard key={energy.id} energy={energy} />)}
      <form method="post" action="/my/sign-out">
        <button className="plain-button">{t('own.signOut')}</button>
      </form>
    </>
  );
}
