import type { ConfirmedSupply, CreditState, DesiredSupply, Utility } from '../api/types.js';
import { useDesk } from './desk.js';
import { Icon } from './icons.js';

/** A state of supply as a picture and a word, never as a colour alone. */
export function SupplyMark({ supply, large = false }: { readonly supply: ConfirmedSupply; readonly large?: boolean }) {
  const { t } = useDesk();
  return (
    <span className={`mark mark-${supply}${large ? ' mark-large' : ''}`}>
      <Icon name={supply} />
      {t(`supply.${supply}`)}
    </span>
  );
}

/** Said only while the meter is not yet where it should be; a gas meter that waits for its button is. */
export function WantedMark({ desired, confirmed }: { readonly desired: DesiredSupply; readonly confirmed: ConfirmedSupply }) {
  const { t } = useDesk();
  if (desired === confirmed || (desired === 'on' && confirmed === 'ready')) return null;
  return <span className="wanted">{t('accounts.wanted', { supply: t(`supply.${desired}`) })}</span>;
}

export function CreditMark({ state }: { readonly state: CreditState }) {
  const { t } = useDesk();
  return (
    <span className={`credit credit-${state}`}>
      <Icon name={state} />
      {t(`credit.${state}`)}
    </span>
  );
}

export function UtilityMark({ utility }: { readonly utility: Utility }) {
  const { t } = useDesk();
  return (
    <span className="utility">
      <Icon name={utility} />
      {t(`utility.${utility}`)}
    </span>
  );
}
