import { answered } from '../api/answered.js';
import type { AccountSearch } from '../api/portal-api.js';
import { AccountFilters } from '../accounts/account-filters.js';
import { AccountTable } from '../accounts/account-table.js';
import { useDesk } from '../design/desk.js';
import { EmptyState } from '../design/empty-state.js';
import { PageLinks } from '../design/page-links.js';
import { PageTitle } from '../design/page-title.js';
import { supplierOf } from '../request/viewer.js';
import type { Route } from './+types/accounts.js';

const asked = ['query', 'creditState', 'supply', 'cursor'] as const;

export async function loader({ request, context }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  const search: AccountSearch = Object.fromEntries(asked.map((name) => [name, searchParams.get(name)?.trim() ?? '']).filter(([, value]) => value !== ''));
  return { accounts: answered(await supplierOf(context).api.accounts(search)), search };
}

export default function Accounts({ loaderData: { accounts, search } }: Route.ComponentProps) {
  const { t } = useDesk();
  const { cursor, ...filters } = search;
  return (
    <>
      <PageTitle>{t('accounts.title')}</PageTitle>
      <AccountFilters search={search} />
      {accounts.items.length === 0 ? (
        <EmptyState title={t('accounts.none')}>
          <p>{t('accounts.noneHint')} <a href="/accounts">{t('accounts.clear')}</a></p>
        </EmptyState>
      ) : <AccountTable accounts={accounts.items} />}
      <PageLinks path="/accounts" search={new URLSearchParams(filters)} nextCursor={accounts.nextCursor} atStart={cursor === undefined} />
    </>
  );
}
