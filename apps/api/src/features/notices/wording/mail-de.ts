import { microEuro } from '@tegoed/prepayment-engine';
import type { MicroEuro, SupplyDay } from '@tegoed/prepayment-engine';
import { datedDay, euroFigure, longDay, longDayOf, timeOfDay } from './figures.js';
import type { CreditLeft, MailCatalogue } from './message-facts.js';

const SUPPLY = { electricity: 'Strom', gas: 'Gas', exclusive_night: 'Nachtstrom' } as const;

const euro = (amount: MicroEuro): string => `${euroFigure(amount, 'de')} Euro`;
const measured = (day: SupplyDay | null): string[] => (day === null ? [] : [`Gemessen bis einschließlich ${longDay(day, 'de')}.`]);
const topUp = (amount: MicroEuro | null): string => (amount === null ? 'Bitte laden Sie auf' : `Bitte laden Sie ${euro(amount)} auf`);
const balance = (amount: MicroEuro): string =>
  amount < 0 ? `Noch zu zahlen: ${euro(microEuro(-amount))}.` : `Sie haben jetzt ${euro(amount)}.`;

const creditLeft = (f: CreditLeft): string[] => [
  `Ihr ${SUPPLY[f.utility]}: noch etwa ${f.daysLeft} ${f.daysLeft === 1 ? 'Tag' : 'Tage'}, bis ${longDay(f.runsOutOn, 'de')}.`,
  `Auf Ihrem Konto sind ${euro(f.balanceMicroEuro)}.`,
  ...measured(f.measuredUntil),
  'Bitte laden Sie vorher auf, dann ändert sich nichts.',
];

/** Mails in German. */
export const MAIL_DE: MailCatalogue = {
  days_left_7: creditLeft,
  days_left_3: creditLeft,
  days_left_1: creditLeft,
  risk_today: (f) =>
    f.event === 'credit_ends'
      ? [
          `Ihr ${SUPPLY[f.utility]}: Ihr Guthaben reicht nur noch heute, ${longDay(f.runsOutOn, 'de')}.`,
          `Auf Ihrem Konto sind noch ${euro(f.balanceMicroEuro)}.`,
          ...measured(f.measuredUntil),
          'Bitte laden Sie heute auf, dann ändert sich nichts.',
        ]
      : [
          `Ohne Aufladung ${f.event === 'off' ? `geht Ihr ${SUPPLY[f.utility]} aus` : `gibt Ihr ${SUPPLY[f.utility]} nur 2300 Watt`}: ` +
            `heute, ${longDayOf(f.at, 'de')}, um ${timeOfDay(f.at, 'de')} Uhr.`,
          'Vorher ändert sich nichts.',
          `${topUp(f.amountToStayOnMicroEuro)}, dann bleibt alles an.`,
        ],
  emergency_started: (f) => [
    `Ihr ${SUPPLY[f.utility]} bleibt an. Ihr Notkredit hat begonnen.`,
    `Sie haben noch ${euro(f.availableMicroEuro)} Notkredit.`,
    ...measured(f.measuredUntil),
    'Bitte laden Sie vorher auf. Sie zahlen den Notkredit bei einer Aufladung zurück.',
  ],
  emergency_half_used: (f) => [
    `Ihr ${SUPPLY[f.utility]}: die Hälfte Ihres Notkredits ist benutzt.`,
    `Sie haben noch ${euro(f.availableMicroEuro)} Notkredit.`,
    ...measured(f.measuredUntil),
    'Bitte laden Sie auf, bevor er endet.',
  ],
  planned_limit: (f) => [
    `Ohne Aufladung wird Ihr ${SUPPLY[f.utility]} begrenzt: ${longDayOf(f.at, 'de')} um ${timeOfDay(f.at, 'de')} Uhr.`,
    'Sie haben dann 10 A. Das sind 2300 Watt: genug für Licht, Kühlschrank und ein großes Gerät auf einmal.',
    'Vorher ändert sich nichts. Wir tun das nie in der Nacht oder am Wochenende.',
    `${topUp(f.amountToStayOnMicroEuro)}, dann bleibt alles an.`,
  ],
  planned_off: (f) => [
    `Ohne Aufladung geht Ihr ${SUPPLY[f.utility]} aus: ${longDayOf(f.at, 'de')} um ${timeOfDay(f.at, 'de')} Uhr.`,
    'Vorher ändert sich nichts. Wir tun das nie in der Nacht oder am Wochenende.',
    `${topUp(f.amountToStayOnMicroEuro)}, dann bleibt alles an.`,
  ],
  limited: (f) => [
    `Ihr ${SUPPLY[f.utility]} ist jetzt auf 10 A begrenzt. Das sind 2300 Watt.`,
    'Licht und Kühlschrank gehen. Benutzen Sie nur ein großes Gerät auf einmal.',
    'Ist alles aus? Schalten Sie Geräte aus und drücken Sie den Knopf am Zähler.',
    `${topUp(f.amountToGetBackOnMicroEuro)}, dann kommt alles von selbst zurück.`,
  ],
  cut: (f) => [
    `Ihr ${SUPPLY[f.utility]} ist aus.`,
    `${topUp(f.amountToGetBackOnMicroEuro)}, dann ${f.utility === 'gas' ? 'geben wir es wieder frei. Sie drücken dann den Knopf am Gaszähler' : 'schalten wir wieder ein. Sie müssen nichts beantragen'}.`,
    'Ist es kalt, sind Sie krank oder haben Sie Kinder? Rufen Sie uns an, wir suchen mit Ihnen Hilfe.',
  ],
  ready: (f) =>
    f.utility === 'gas'
      ? [
          'Ihr Gas ist bereit. Sie schalten es selbst ein.',
          'Schalten Sie erst alle Gasgeräte aus. Drücken Sie dann den Knopf am Gaszähler.',
          'Der Zähler prüft einige Minuten, ob alles zu ist. Danach geht das Gas wieder.',
        ]
      : [
          `Ihr ${SUPPLY[f.utility]} ist bereit. Sie schalten ihn selbst ein.`,
          'Schalten Sie erst Herd und Ofen aus. Drücken Sie dann den Knopf am Zähler.',
        ],
  on: (f) => [
    `Ihr ${SUPPLY[f.utility]} ist an.`,
    ...(f.balanceMicroEuro === null ? [] : [balance(f.balanceMicroEuro)]),
    'Geht etwas nicht? Rufen Sie uns gratis an.',
  ],
  payment_received: (f) => [
    `Ihr ${SUPPLY[f.utility]}: wir haben Ihre Zahlung von ${euro(f.amountMicroEuro)} erhalten.`,
    ...(f.toDebtMicroEuro > 0 ? [`Davon gehen ${euro(f.toDebtMicroEuro)} an das, was Sie noch zahlen mussten.`] : []),
    balance(f.balanceAfterMicroEuro),
    ...(f.daysLeft === null ? [] : [`Das reicht für etwa ${f.daysLeft} ${f.daysLeft === 1 ? 'Tag' : 'Tage'}.`]),
  ],
  payment_returned: (f) => [
    `Ihr ${SUPPLY[f.utility]}: Ihre Bank nahm eine Zahlung von ${euro(f.amountMicroEuro)} zurück.`,
    balance(f.balanceAfterMicroEuro),
    'Rufen Sie uns gratis an, wir suchen zusammen eine Lösung.',
  ],
  grant_received: (f) => [
    `Ihr ${SUPPLY[f.utility]}: Sie bekamen ${euro(f.amountMicroEuro)} Hilfe.`,
    balance(f.balanceAfterMicroEuro),
  ],
  tripped: (f) => [
    `Ihr ${SUPPLY[f.utility]} ist ausgefallen. Es liefen zu viele Geräte auf einmal.`,
    'Schalten Sie erst die großen Geräte aus: Ofen, Herd, Trockner, Heizung.',
    'Drücken Sie dann den Knopf am Zähler. Sie haben wieder 2300 Watt.',
    `${topUp(f.amountToGetBackOnMicroEuro)}, dann haben Sie wieder alles.`,
  ],
  own_threshold: creditLeft,
  plan_agreed: (f) => [
    `Ihr ${SUPPLY[f.utility]}: Sie zahlen jede Woche ${euro(f.amountMicroEuro)} zurück, ab ${longDay(f.firstOn, 'de')}.`,
    'So zahlen Sie Ihre alte Rechnung in kleinen Teilen.',
    'Wir nehmen diesen Betrag von Ihrem Guthaben. Ohne Guthaben nehmen wir nichts.',
    'Ist es zu viel? Rufen Sie uns gratis an, wir suchen zusammen einen kleineren Betrag.',
  ],
  meter_exchanged: (f) => [
    `Ihr ${SUPPLY[f.utility]}: Sie haben einen neuen Zähler, seit ${longDay(f.exchangedOn, 'de')}.`,
    `Auf dem neuen Zähler steht die Nummer ${f.serial}.`,
    'Ihr Guthaben bleibt gleich. Sie müssen nichts tun.',
  ],
  helper_added: (f) => [
    `${f.helper} darf Ihre Energie mit ansehen${f.until === null ? '' : `, bis einschließlich ${datedDay(f.until, 'de')}`}.`,
    'Dort sieht man Ihr Guthaben und unsere Warnungen. So kommt Hilfe rechtzeitig.',
    'Möchten Sie das nicht? Rufen Sie uns gratis an, dann endet es sofort.',
  ],
};
