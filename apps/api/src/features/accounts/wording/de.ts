import type { Catalogue } from './catalogue.js';

/** German, in short plain sentences. */
export const de: Catalogue = {
  reasons: {
    in_credit: () => 'Auf dem Konto ist Guthaben.',
    low_credit: ({ creditMicroEuro, daysLeft }, say) =>
      `Es ist wenig Guthaben übrig: ${say.euro(creditMicroEuro)}${daysLeft === null ? '' : `, für etwa ${daysLeft} Tage`}.`,
    emergency_credit_in_use: ({ limitMicroEuro, availableMicroEuro }, say) =>
      `Der Notkredit läuft: noch ${say.euro(availableMicroEuro)} von ${say.euro(limitMicroEuro)}.`,
    emergency_credit_used_up: ({ limitMicroEuro, debtSupplyMicroEuro }, say) =>
      `Der Notkredit von ${say.euro(limitMicroEuro)} ist aufgebraucht. ${say.euro(debtSupplyMicroEuro)} wurden ohne Zahlung verbraucht.`,
    emergency_credit_not_taken: ({ offeredMicroEuro }, say) => `Der Notkredit von ${say.euro(offeredMicroEuro)} wurde noch nicht angefragt.`,
    limited_not_off: () => 'Der Strom wird begrenzt und nicht abgeschaltet.',
    lac_decision: () => 'Die lokale Kommission hat entschieden, dass abgeschaltet werden darf.',
    protected_home: ({ until }, say) => `Diese Wohnung ist geschützt bis einschließlich ${say.day(until)}.`,
    payment_under_way: ({ until }, say) => `Eine Zahlung ist unterwegs. Wir warten darauf bis ${say.moment(until)}.`,
    moratorium: ({ until }, say) => `Die Behörden verbieten das Abschalten bis einschließlich ${say.day(until)}.`,
    prepayment_not_allowed: () => 'In dieser Region darf ein Vorauszahlungszähler nicht abschalten.',
    season: ({ season }) => season === 'lac_ban' ? 'Im Winter wird nicht abgeschaltet.' : 'Im Winter wird Gas nicht abgeschaltet.',
    cold_spell: ({ known }) => known ? 'Es friert. Bei Frost wird nicht abgeschaltet.' : 'Wir wissen nicht, ob es friert. Darum wird nicht abgeschaltet.',
    reading_stale: ({ since }, say) => `Seit ${say.day(since)} gibt es keinen gemessenen Zählerstand.`,
    reading_not_measured: () => 'Der letzte Zählerstand ist eine Schätzung.',
    history_corrected: () => 'Das Konto wurde eben berichtigt. Eine Berichtigung führt nie zum Abschalten.',
    waits_for_window: ({ opensAt }, say) => `Vor ${say.moment(opensAt)} geschieht nichts.`,
  },
  gates: {
    measured_data_fresh: { passed: 'Der Zählerstand wurde kürzlich gemessen.', stopped: 'Der Zählerstand wurde nicht kürzlich gemessen.' },
    no_payment_under_way: { passed: 'Keine Zahlung ist unterwegs.', stopped: 'Vielleicht ist eine Zahlung unterwegs.' },
    warnings_delivered: { passed: 'Der Kunde hat die Warnungen erhalten.', stopped: 'Der Kunde hat noch nicht genug Warnungen erhalten.' },
    inside_window: { passed: 'Zu dieser Stunde ist es erlaubt.', stopped: 'Zu dieser Stunde oder an diesem Tag ist es nicht erlaubt.' },
    season_open: { passed: 'Es gilt kein Winterverbot.', stopped: 'Das Winterverbot gilt.' },
    no_cold_spell: { passed: 'Es friert nicht.', stopped: 'Es friert, oder wir wissen es nicht.' },
    not_protected: { passed: 'Die Wohnung ist nicht geschützt.', stopped: 'Die Wohnung ist geschützt.' },
    lac_decision: { passed: 'Eine Entscheidung der Kommission liegt vor oder ist nicht nötig.', stopped: 'Es gibt keine Entscheidung der Kommission.' },
    channels_up: { passed: 'Der Kunde kann zahlen und anrufen.', stopped: 'Zahlen oder Anrufen geht zurzeit nicht.' },
    meter_reachable: { passed: 'Der Zähler antwortet.', stopped: 'Der Zähler hat nicht kürzlich geantwortet. Wir könnten ihn nicht wieder einschalten.' },
    contract_active: { passed: 'Der Vertrag läuft.', stopped: 'Der Vertrag läuft nicht mehr.' },
    cuts_not_paused: { passed: 'Niemand hat das Abschalten angehalten.', stopped: 'Jemand hat alles Abschalten angehalten.' },
    run_released: { passed: 'Die Tagesverarbeitung ist freigegeben.', stopped: 'Die Tagesverarbeitung ist noch nicht freigegeben.' },
    lease_held: { passed: 'Die Erlaubnis zum Abschalten gilt.', stopped: 'Die Erlaubnis zum Abschalten ist abgelaufen.' },
  },
  next: {
    on: (moment) => `Die Versorgung geht wieder an: ${moment}.`,
    limited: (moment) => `Ohne Aufladung wird der Strom begrenzt (10 Ampere): ${moment}. Nicht früher.`,
    off: (moment) => `Ohne Aufladung endet die Versorgung: ${moment}. Nicht früher.`,
  },
};
