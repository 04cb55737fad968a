import type { AccountSearch } from '../api/portal-api.js';
import { creditStates, supplies } from '../api/types.js';
import { useDesk } from '../design/desk.js';

/** A plain GET form, so that a list can be bookmarked and sent to a colleague. */
export function AccountFilters({ search }: { readonly search: AccountSearch }) {
  const { t } = useDesk();
  return (
    <form action="/accounts" className="filters" role="search">
      <div className="field">
        <label htmlFor="query">{t('accounts.search')}</label>
        <span className="hint" id="query-hint">{t('accounts.searchHint')}</span>
        <input id="query" name="query" type="search" defaultValue={search.query} aria-describedby="query-hint" autoComplete="off" />
      </div>
      <div className="field">
        <label htmlFor="creditState">{t('accounts.creditState')}</label>
        <select id="creditState" name="creditState" defaultValue={search.creditState ?? ''}>
          <option value="">{t('accounts.any')}</option>
          {creditStates.map((state) => <option key={state} value={state}>{t(`credit.${state}`)}</option>)}
        </select>
      </div>
      <div className="field">
        <label htmlFor="supply">{t('accounts.supplyState')}</label>
        <select id="supply" name="supply" defaultValue={search.supply ?? ''}>
          <option value="">{t('accounts.any')}</option>
          {supplies.map((supply) => <option key={supply} value={supply}>{t(`supply.${supply}`)}</option>)}
        </select>
      </div>
      <button className="button">{t('accounts.apply')}</button>
    </form>
  );
}
