import type { Catalogue } from './catalogue.js';

/** Dutch, in short plain sentences. */
export const nl: Catalogue = {
  reasons: {
    in_credit: () => 'Er staat geld op de rekening.',
    low_credit: ({ creditMicroEuro, daysLeft }, say) =>
      `Er is nog weinig tegoed: ${say.euro(creditMicroEuro)}${daysLeft === null ? '' : `, voor ongeveer ${daysLeft} dagen`}.`,
    emergency_credit_in_use: ({ limitMicroEuro, availableMicroEuro }, say) =>
      `Het noodkrediet loopt: nog ${say.euro(availableMicroEuro)} van ${say.euro(limitMicroEuro)}.`,
    emergency_credit_used_up: ({ limitMicroEuro, debtSupplyMicroEuro }, say) =>
      `Het noodkrediet van ${say.euro(limitMicroEuro)} is op. Er is ${say.euro(debtSupplyMicroEuro)} verbruikt zonder betaling.`,
    emergency_credit_not_taken: ({ offeredMicroEuro }, say) => `Het noodkrediet van ${say.euro(offeredMicroEuro)} is nog niet gevraagd.`,
    limited_not_off: () => 'De stroom wordt beperkt en niet afgesloten.',
    lac_decision: () => 'De lokale adviescommissie heeft beslist dat afsluiten mag.',
    protected_home: ({ until }, say) => `Deze woning is beschermd tot en met ${say.day(until)}.`,
    payment_under_way: ({ until }, say) => `Er is een betaling onderweg. Wij wachten erop tot ${say.moment(until)}.`,
    moratorium: ({ until }, say) => `De overheid verbiedt afsluiten tot en met ${say.day(until)}.`,
    prepayment_not_allowed: () => 'In dit gewest mag niet worden afgesloten met een voorafbetaalde meter.',
    season: ({ season }) => season === 'lac_ban' ? 'In de winter wordt niet afgesloten.' : 'In de winter wordt gas niet afgesloten.',
    cold_spell: ({ known }) => known ? 'Het vriest. Bij vorst wordt niet afgesloten.' : 'Wij weten niet of het vriest. Daarom wordt niet afgesloten.',
    reading_stale: ({ since }, say) => `Sinds ${say.day(since)} is er geen gemeten meterstand.`,
    reading_not_measured: () => 'De laatste meterstand is een schatting.',
    history_corrected: () => 'De rekening werd pas verbeterd. Een verbetering mag nooit tot afsluiten leiden.',
    waits_for_window: ({ opensAt }, say) => `Er gebeurt niets vóór ${say.moment(opensAt)}.`,
  },
  gates: {
    measured_data_fresh: { passed: 'De meterstand is recent gemeten.', stopped: 'De meterstand is niet recent gemeten.' },
    no_payment_under_way: { passed: 'Er is geen betaling onderweg.', stopped: 'Er is misschien een betaling onderweg.' },
    warnings_delivered: { passed: 'De klant kreeg de waarschuwingen.', stopped: 'De klant kreeg nog niet genoeg waarschuwingen.' },
    inside_window: { passed: 'Het is een uur waarop het mag.', stopped: 'Op dit uur of op deze dag mag het niet.' },
    season_open: { passed: 'Er geldt geen winterverbod.', stopped: 'Het winterverbod geldt.' },
    no_cold_spell: { passed: 'Het vriest niet.', stopped: 'Het vriest, of wij weten het niet.' },
    not_protected: { passed: 'De woning is niet beschermd.', stopped: 'De woning is beschermd.' },
    lac_decision: { passed: 'Een beslissing van de adviescommissie is er, of is niet nodig.', stopped: 'Er is geen beslissing van de adviescommissie.' },
    channels_up: { passed: 'De klant kan betalen en bellen.', stopped: 'Betalen of bellen lukt nu niet.' },
    meter_reachable: { passed: 'De meter antwoordt.', stopped: 'De meter antwoordde niet onlangs. Wij zouden hem niet weer kunnen aanzetten.' },
    contract_active: { passed: 'Het contract loopt.', stopped: 'Het contract loopt niet meer.' },
    cuts_not_paused: { passed: 'Niemand heeft het afsluiten gepauzeerd.', stopped: 'Iemand heeft al het afsluiten gepauzeerd.' },
    run_released: { passed: 'De dagverwerking is vrijgegeven.', stopped: 'De dagverwerking is nog niet vrijgegeven.' },
    lease_held: { passed: 'De toelating om af te sluiten geldt.', stopped: 'De toelating om af te sluiten is verlopen.' },
  },
  next: {
    on: (moment) => `De levering gaat weer aan op ${moment}.`,
    limited: (moment) => `Zonder oplading komt er op ${moment} beperkte stroom (10 ampère). Niet eerder.`,
    off: (moment) => `Zonder oplading stopt de levering op ${moment}. Niet eerder.`,
  },
};
