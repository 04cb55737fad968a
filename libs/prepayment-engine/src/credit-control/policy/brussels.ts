import type { SupplyDay } from '../../calendar/index.js';
import { flanders } from './flanders.js';
import { sourced } from './layers.js';
import type { PolicyDocument } from './layers.js';

/** Brussels knows no prepayment: it cannot be switched on there, and nothing ever lowers supply. */
export const brussels: PolicyDocument = {
  id: 'brussels-2026',
  region: 'brussels',
  validFrom: '2026-01-01' as SupplyDay,
  validUntil: null,
  law: {
    general: {
      ...flanders.law.general,
      prepaymentAllowed: sourced(false, 'verified', 'mc.be, fin des compteurs à carte'),
    },
    utilities: flanders.law.utilities,
  },
  house: {},
};
