import type { ConfirmedSupply, DesiredSupply, Utility } from '../api/types.js';
import type { TextKey } from '../language/catalogue.js';

/**
 * What happens after a support credit, in the order in which it happens. Electricity is switched on
 * from afar; a gas valve is only made ready, because somebody must close the taps first.
 */
export function consequenceOf(utility: Utility, desired: DesiredSupply, confirmed: ConfirmedSupply): readonly TextKey[] {
  if (confirmed === 'on' && desired === 'on') return ['support.wasOn', 'support.told'];
  if (desired === 'off') return ['support.stillOff'];
  if (desired === 'limited') return ['support.stillLimited', 'support.told'];
  if (utility !== 'gas') return ['support.electricity1', 'support.electricity2', 'support.told', 'support.electricity3'];
  const press: readonly TextKey[] = ['support.gas2', 'support.told', 'support.gas3'];
  return confirmed === 'ready' ? press : ['support.gas1', ...press];
}
