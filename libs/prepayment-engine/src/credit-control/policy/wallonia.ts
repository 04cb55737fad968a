import type { SupplyDay } from '../../calendar/index.js';
import { microEuro, wattHour } from '../../money/index.js';
import { flanders } from './flanders.js';
import { sourced } from './layers.js';
import type { LawLayer, PolicyDocument } from './layers.js';

const EURO = 1_000_000;
const OWN = 'Chosen by us, to be confirmed by the organisation';
const WALLOON_METER = 'energieinfowallonie.be, comment fonctionne mon compteur à budget';

const law: LawLayer = {
  general: {
    ...flanders.law.general,
    prepaymentAllowed: sourced(true, 'verified', 'cwape.be, compteurs à prépaiement'),
    // Emergency credit is repaid first and in full at the next top-up; the house below asks for less.
    repaymentShareBasisPoints: sourced(10_000, 'verified', WALLOON_METER),
    weeklyInstalmentMicroEuro: sourced(microEuro(5 * EURO), 'guess', OWN),
    lowAmountMicroEuro: sourced(microEuro(5 * EURO), 'guess', OWN),
    repaymentKneeMicroEuro: sourced(microEuro(50 * EURO), 'guess', OWN),
    cutWindowFromMinute: sourced(8 * 60, 'verified', WALLOON_METER),
    cutWindowUntilMinute: sourced(16 * 60, 'verified', WALLOON_METER),
    lacBan: sourced({ from: '12-01', until: '03-01' }, 'guess', OWN),
    gasSeason: sourced({ from: '11-01', until: '03-31' }, 'guess', OWN),
  },
  utilities: {
    electricity: {
      emergencyAmountMicroEuro: sourced(microEuro(12 * EURO), 'verified', WALLOON_METER),
      emergencyEnergyWh: sourced(wattHour(0), 'verified', WALLOON_METER),
      emergencyStarts: sourced('by_own_action', 'verified', WALLOON_METER),
      whenExhausted: sourced('off', 'verified', WALLOON_METER),
      offNeedsLacDecision: sourced(false, 'verified', WALLOON_METER),
    },
    gas: {
      emergencyAmountMicroEuro: sourced(microEuro(15 * EURO), 'verified', WALLOON_METER),
      emergencyEnergyWh: sourced(wattHour(0), 'verified', WALLOON_METER),
      emergencyStarts: sourced('by_own_action', 'verified', WALLOON_METER),
      whenExhausted: sourced('off', 'verified', WALLOON_METER),
      offNeedsLacDecision: sourced(false, 'verified', WALLOON_METER),
    },
    exclusive_night: {
      emergencyAmountMicroEuro: sourced(microEuro(12 * EURO), 'guess', OWN),
      emergencyEnergyWh: sourced(wattHour(0), 'guess', OWN),
      emergencyStarts: sourced('by_own_action', 'guess', OWN),
      whenExhausted: sourced('off', 'guess', OWN),
      offNeedsLacDecision: sourced(false, 'guess', OWN),
    },
  },
};

/** Prepayment in Wallonia, with a house that repays slowly and cuts only when help is open. */
export const wallonia: PolicyDocument = {
  id: 'wallonia-2026',
  region: 'wallonia',
  validFrom: '2026-01-01' as SupplyDay,
  validUntil: null,
  law,
  house: {
    general: {
      repaymentShareBasisPoints: sourced(3500, 'guess', OWN),
      cutWindowFromMinute: sourced(10 * 60, 'guess', OWN),
      cutWindowUntilMinute: sourced(14 * 60, 'guess', OWN),
    },
  },
};
