import type { SupplyDay } from '../../calendar/index.js';
import { microEuro, wattHour } from '../../money/index.js';
import { sourced } from './layers.js';
import type { LawLayer, PolicyDocument } from './layers.js';

const EURO = 1_000_000;
const OWN = 'Chosen by us, to be confirmed by the organisation';

const law: LawLayer = {
  general: {
    prepaymentAllowed: sourced(true, 'verified', 'energiesparen.be, bescherming: prepaid'),
    repaymentShareBasisPoints: sourced(3500, 'old', 'vreg.be, schulden aflossen'),
    repaymentKneeMicroEuro: sourced(microEuro(50 * EURO), 'old', 'vreg.be, schulden aflossen'),
    monthlyCeilingMicroEuro: sourced(microEuro(75 * EURO), 'guess', OWN),
    weeklyInstalmentMicroEuro: sourced(microEuro(5 * EURO), 'old', 'vreg.be, schulden aflossen'),
    protectedDebtCaseMicroEuro: sourced(microEuro(100 * EURO), 'guess', OWN),
    protectedDebtCaseDays: sourced(14, 'guess', OWN),
    correctionAtOnceMicroEuro: sourced(microEuro(25 * EURO), 'guess', OWN),
    paymentHoldMicroEuro: sourced(microEuro(100 * EURO), 'guess', OWN),
    paymentHoldWorkingDays: sourced(3, 'guess', OWN),
    cutWindowFromMinute: sourced(10 * 60, 'guess', OWN),
    cutWindowUntilMinute: sourced(14 * 60, 'guess', OWN),
    noCutOnEve: sourced(true, 'guess', OWN),
    lowDaysLeft: sourced(7, 'guess', OWN),
    lowAmountMicroEuro: sourced(microEuro(5 * EURO), 'old', 'turnhout.be, opladen budgetmeter'),
    stayOnDays: sourced(3, 'guess', OWN),
    quietFromMinute: sourced(21 * 60, 'guess', OWN),
    quietUntilMinute: sourced(8 * 60, 'guess', OWN),
    staleAfterHours: sourced(48, 'guess', OWN),
    lacBan: sourced({ from: '12-01', until: '03-01' }, 'old', 'vrtnws.be and grobbendonk.be, lokale adviescommissie'),
    gasSeason: sourced({ from: '11-01', until: '03-31' }, 'verified', 'vlaanderen.be, minimale levering'),
    gasSeasonMode: sourced('protective', 'guess', OWN),
    coldSpellBlocks: sourced(true, 'guess', OWN),
    warningsAtLeast: sourced(2, 'guess', OWN),
    warningAgeAtLeastHours: sourced(24, 'guess', OWN),
    warningAgeAtMostHours: sourced(7 * 24, 'guess', OWN),
    meterSeenAtMostMinutes: sourced(60, 'guess', OWN),
    lessSupplyPerHour: sourced(50, 'guess', OWN),
    lessSupplyPerDay: sourced(200, 'guess', OWN),
    lessSupplyPerPostcodeDay: sourced(40, 'guess', OWN),
    lessSupplyFleetBasisPointsPerDay: sourced(1_000, 'guess', OWN),
    lessSupplyFleetFloorPerDay: sourced(40, 'guess', OWN),
  },
  utilities: {
    electricity: {
      emergencyAmountMicroEuro: sourced(microEuro(50 * EURO), 'verified', 'energiesparen.be, bescherming: prepaid'),
      emergencyEnergyWh: sourced(wattHour(200_000), 'old', 'vreg.be, budgetmeter opladen'),
      emergencyStarts: sourced('by_itself', 'verified', 'energiesparen.be, bescherming: prepaid'),
      whenExhausted: sourced('limited', 'verified', 'schilde.be and schoten.be, budgetmeter'),
      offNeedsLacDecision: sourced(true, 'verified', 'dilbeek.be, advies van de lokale adviescommissie'),
    },
    gas: {
      emergencyAmountMicroEuro: sourced(microEuro(50 * EURO), 'verified', 'energiesparen.be, bescherming: prepaid'),
      emergencyEnergyWh: sourced(wattHour(1_000_000), 'old', 'vreg.be, budgetmeter opladen'),
      emergencyStarts: sourced('by_itself', 'verified', 'energiesparen.be, bescherming: prepaid'),
      whenExhausted: sourced('off', 'verified', 'vlaanderen.be, statistiek energiearmoede'),
      offNeedsLacDecision: sourced(false, 'old', 'schoten.be, budgetmeter'),
    },
    exclusive_night: {
      emergencyAmountMicroEuro: sourced(microEuro(50 * EURO), 'guess', OWN),
      emergencyEnergyWh: sourced(wattHour(200_000), 'guess', OWN),
      emergencyStarts: sourced('by_itself', 'guess', OWN),
      whenExhausted: sourced('off', 'guess', OWN),
      offNeedsLacDecision: sourced(false, 'guess', OWN),
    },
  },
};

/** Prepayment in Flanders. */
export const flanders: PolicyDocument = {
  id: 'flanders-2026',
  region: 'flanders',
  validFrom: '2026-01-01' as SupplyDay,
  validUntil: null,
  law,
  house: {},
};
