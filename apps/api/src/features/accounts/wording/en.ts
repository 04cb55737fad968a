import type { Catalogue } from './catalogue.js';

/** English, in short plain sentences. */
export const en: Catalogue = {
  reasons: {
    in_credit: () => 'There is credit on the account.',
    low_credit: ({ creditMicroEuro, daysLeft }, say) =>
      `Little credit is left: ${say.euro(creditMicroEuro)}${daysLeft === null ? '' : `, for about ${daysLeft} days`}.`,
    emergency_credit_in_use: ({ limitMicroEuro, availableMicroEuro }, say) =>
      `Emergency credit is in use: ${say.euro(availableMicroEuro)} of ${say.euro(limitMicroEuro)} is left.`,
    emergency_credit_used_up: ({ limitMicroEuro, debtSupplyMicroEuro }, say) =>
      `The emergency credit of ${say.euro(limitMicroEuro)} is used up. ${say.euro(debtSupplyMicroEuro)} was used without payment.`,
    emergency_credit_not_taken: ({ offeredMicroEuro }, say) => `The emergency credit of ${say.euro(offeredMicroEuro)} has not been asked for yet.`,
    limited_not_off: () => 'Supply is limited and not switched off.',
    lac_decision: () => 'The local advisory committee decided that switching off is allowed.',
    protected_home: ({ until }, say) => `This home is protected until and including ${say.day(until)}.`,
    payment_under_way: ({ until }, say) => `A payment is under way. We wait for it until ${say.moment(until)}.`,
    moratorium: ({ until }, say) => `The authorities forbid switching off until and including ${say.day(until)}.`,
    prepayment_not_allowed: () => 'In this region a prepayment meter may not switch off.',
    season: ({ season }) => season === 'lac_ban' ? 'In winter nobody is switched off.' : 'In winter gas is not switched off.',
    cold_spell: ({ known }) => known ? 'It is freezing. In frost nobody is switched off.' : 'We do not know whether it is freezing, so nobody is switched off.',
    reading_stale: ({ since }, say) => `There has been no measured reading since ${say.day(since)}.`,
    reading_not_measured: () => 'The last reading is an estimate.',
    history_corrected: () => 'The account has just been corrected. A correction never leads to a cut.',
    waits_for_window: ({ opensAt }, say) => `Nothing happens before ${say.moment(opensAt)}.`,
  },
  gates: {
    measured_data_fresh: { passed: 'The reading was measured recently.', stopped: 'The reading was not measured recently.' },
    no_payment_under_way: { passed: 'No payment is under way.', stopped: 'A payment may be under way.' },
    warnings_delivered: { passed: 'The customer received the warnings.', stopped: 'The customer has not received enough warnings yet.' },
    inside_window: { passed: 'It is allowed at this hour.', stopped: 'It is not allowed at this hour or on this day.' },
    season_open: { passed: 'No winter ban is in force.', stopped: 'The winter ban is in force.' },
    no_cold_spell: { passed: 'It is not freezing.', stopped: 'It is freezing, or we do not know.' },
    not_protected: { passed: 'The home is not protected.', stopped: 'The home is protected.' },
    lac_decision: { passed: 'A decision of the advisory committee is there, or is not needed.', stopped: 'There is no decision of the advisory committee.' },
    channels_up: { passed: 'The customer can pay and call.', stopped: 'Paying or calling does not work at the moment.' },
    meter_reachable: { passed: 'The meter answers.', stopped: 'The meter has not answered recently. We could not switch it on again.' },
    contract_active: { passed: 'The contract is running.', stopped: 'The contract is no longer running.' },
    cuts_not_paused: { passed: 'Nobody has paused the cuts.', stopped: 'Somebody has paused all cuts.' },
    run_released: { passed: 'The daily run is released.', stopped: 'The daily run is not released yet.' },
    lease_held: { passed: 'The permission to cut is in force.', stopped: 'The permission to cut has run out.' },
  },
  next: {
    on: (moment) => `Supply comes back on ${moment}.`,
    limited: (moment) => `Without a top-up, supply is limited (10 amperes) on ${moment}. Not sooner.`,
    off: (moment) => `Without a top-up, supply stops on ${moment}. Not sooner.`,
  },
};
