import { data, redirect } from 'react-router';
import { AccountHeader } from '../accounts/account-header.js';
import { BalanceChart } from '../accounts/balance-chart.js';
import { balancesByDay, daysShown } from '../accounts/balance-history.js';
import { ContractDetails } from '../accounts/contract-details.js';
import { NoteForm } from '../accounts/note-form.js';
import { saveNote } from '../accounts/note-order.js';
import { WhyPanel } from '../accounts/why-panel.js';
import { answered } from '../api/answered.js';
import { useDesk } from '../design/desk.js';
import { PageTitle } from '../design/page-title.js';
import { isCaseWorker, supplierOf, viewerOf } from '../request/viewer.js';
import { kindsOf, ofKinds } from '../timeline/timeline-filter.js';
import { Timeline } from '../timeline/timeline.js';
import type { Route } from './+types/account.js';

export async function loader({ request, params: { accountId }, context }: Route.LoaderArgs) {
  if (isCaseWorker(viewerOf(context).user.role)) throw redirect(`/people/${accountId}`, 303);
  const { api } = supplierOf(context);
  const { searchParams } = new URL(request.url);
  const cursor = searchParams.get('cursor') ?? undefined;
  const filter = searchParams.get('show') ?? 'all';
  const kinds = kindsOf(filter);
  const [account, explanation, part, history] = await Promise.all([
    api.account(accountId),
    api.explain(accountId),
    api.timeline(accountId, { ...(cursor ? { cursor } : {}), ...(kinds ? { kinds } : {}) }),
    cursor === undefined ? api.timeline(accountId, { limit: 200 }) : null,
  ]);
  const page = answered(part);
  return {
    account: answered(account),
    explanation: explanation.kind === 'ok' ? explanation.value : null,
    timeline: { items: ofKinds(page.items, kinds), nextCursor: page.nextCursor, filter, atStart: cursor === undefined },
    balances: history?.kind === 'ok' ? balancesByDay(history.value.items, daysShown) : null,
    noteKey: crypto.randomUUID(),
    noteSaved: searchParams.has('noted'),
  };
}

export async function action({ request, params: { accountId }, context }: Route.ActionArgs) {
  const fault = await saveNote(await request.formData(), accountId, supplierOf(context).api);
  return fault === null ? redirect(`/accounts/${accountId}?noted=1#timeline`, 303) : data(fault, { status: 400 });
}

export default function AccountPage({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useDesk();
  const { account, explanation, timeline, balances, noteKey, noteSaved } = loaderData;
  return (
    <div className="sections">
      <PageTitle>{account.customer.name}</PageTitle>
      {noteSaved && !actionData ? <p className="callout" role="status">{t('account.noteSaved')}</p> : null}
      <AccountHeader account={account} />
      <div className="account-columns">
        <div className="sections">
          <WhyPanel explanation={explanation} />
          <Timeline timeline={timeline} path={`/accounts/${account.id}`} />
        </div>
        <div className="sections">
          {balances === null ? null : <BalanceChart balances={balances} />}
          <NoteForm title={t('account.note')} noteKey={noteKey} fault={actionData ?? null} />
          <ContractDetails account={account} />
        </div>
      </div>
    </div>
  );
}
