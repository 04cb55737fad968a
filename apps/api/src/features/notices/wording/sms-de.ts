import { microEuro } from '@tegoed/prepayment-engine';
import type { MicroEuro, SupplyDay } from '@tegoed/prepayment-engine';
import { datedDay, euroFigure, shortDay, shortDayOf, timeOfDay } from './figures.js';
import { inGsm7 } from './gsm7.js';
import { measuredOfBoth } from './household-pair.js';
import type { CreditLeft, PairSms, SmsCatalogue } from './message-facts.js';

const SUPPLY = { electricity: 'Strom', gas: 'Gas', exclusive_night: 'Nachtstrom' } as const;

const euro = (amount: MicroEuro): string => `${euroFigure(amount, 'de')} Euro`;
const help = (line: string): string => `Hilfe gratis: ${line}.`;
const measured = (day: SupplyDay | null): string => (day === null ? '' : ` Gemessen bis ${shortDay(day, 'de')}`);
const topUp = (amount: MicroEuro | null): string => (amount === null ? 'Bitte laden Sie auf' : `Bitte laden Sie ${euro(amount)} auf`);
const balance = (amount: MicroEuro): string =>
  amount < 0 ? `Noch zu zahlen: ${euro(microEuro(-amount))}.` : `Sie haben jetzt ${euro(amount)}.`;
const repaid = (amount: MicroEuro): string => (amount > 0 ? `, davon ${euro(amount)} zur Rückzahlung` : '');
const left = (days: number): string => (days === 0 ? 'nur heute' : `${days} ${days === 1 ? 'Tag' : 'Tage'}`);

/** Electricity and gas of one home in one SMS. */
export const PAIR_SMS_DE: PairSms = (f) =>
  `${[f.sooner, f.later].map((one) => `${SUPPLY[one.utility]}: ${left(one.daysLeft)} (${shortDay(one.runsOutOn, 'de')}), ${euro(one.balanceMicroEuro)}.`).join(' ')}` +
  `${measured(measuredOfBoth(f))} Bitte aufladen. Hilfe: ${f.sooner.helpLine}.`;

const creditLeft = (f: CreditLeft): string =>
  `Ihr ${SUPPLY[f.utility]}: noch etwa ${f.daysLeft} ${f.daysLeft === 1 ? 'Tag' : 'Tage'} (bis ${shortDay(f.runsOutOn, 'de')}), ` +
  `${euro(f.balanceMicroEuro)}.${measured(f.measuredUntil)} Bitte laden Sie auf. ${help(f.helpLine)}`;

/** SMS in German. A short date ends in a point, which also ends the sentence. */
export const SMS_DE: SmsCatalogue = {
  days_left_7: creditLeft,
  days_left_3: creditLeft,
  days_left_1: creditLeft,
  risk_today: (f) =>
    f.event !== 'credit_ends'
      ? `Ohne Aufladung ${f.event === 'off' ? `geht Ihr ${SUPPLY[f.utility]} aus` : `gibt Ihr ${SUPPLY[f.utility]} nur 2300 Watt`}: ` +
        `heute, ${shortDayOf(f.at, 'de')}, ${timeOfDay(f.at, 'de')} Uhr. ` +
        `${topUp(f.amountToStayOnMicroEuro)}. ${help(f.helpLine)}`
      : `Ihr ${SUPPLY[f.utility]}: Guthaben reicht nur heute, ${shortDay(f.runsOutOn, 'de')} Noch ${euro(f.balanceMicroEuro)}.` +
        `${measured(f.measuredUntil)} Bitte laden Sie heute auf. ${help(f.helpLine)}`,
  emergency_started: (f) =>
    `Ihr ${SUPPLY[f.utility]} bleibt an, mit Notkredit: noch ${euro(f.availableMicroEuro)}.` +
    `${measured(f.measuredUntil)} Bitte laden Sie auf. ${help(f.helpLine)}`,
  emergency_half_used: (f) =>
    `Ihr ${SUPPLY[f.utility]}: halber Notkredit, noch ${euro(f.availableMicroEuro)}.` +
    `${measured(f.measuredUntil)} Bitte laden Sie auf. ${help(f.helpLine)}`,
  planned_limit: (f) =>
    `Ohne Aufladung gibt Ihr ${SUPPLY[f.utility]} ab ${shortDayOf(f.at, 'de')} ${timeOfDay(f.at, 'de')} Uhr nur 2300 Watt. ` +
    `${topUp(f.amountToStayOnMicroEuro)}. ${help(f.helpLine)}`,
  planned_off: (f) =>
    `Ohne Aufladung geht Ihr ${SUPPLY[f.utility]} am ${shortDayOf(f.at, 'de')} um ${timeOfDay(f.at, 'de')} Uhr aus. ` +
    `${topUp(f.amountToStayOnMicroEuro)}. ${help(f.helpLine)}`,
  limited: (f) =>
    `Ihr ${SUPPLY[f.utility]} ist begrenzt: 10 A (2300 Watt), 1 Großgerät auf einmal. ` +
    `${topUp(f.amountToGetBackOnMicroEuro)}, dann kommt alles zurück. ${help(f.helpLine)}`,
  cut: (f) =>
    `Ihr ${SUPPLY[f.utility]} ist aus. ${topUp(f.amountToGetBackOnMicroEuro)}, dann ${f.utility === 'gas' ? 'geben wir es frei und Sie drücken den Knopf am Zähler' : 'schalten wir wieder ein'}. ${help(f.helpLine)}`,
  ready: (f) =>
    f.utility === 'gas'
      ? `Ihr Gas ist bereit. Schalten Sie erst alle Gasgeräte aus. Drücken Sie dann den Knopf am Gaszähler. ${help(f.helpLine)}`
      : `Ihr ${SUPPLY[f.utility]} ist bereit. Schalten Sie erst Herd und Ofen aus. Drücken Sie dann den Knopf am Zähler. ${help(f.helpLine)}`,
  on: (f) =>
    `Ihr ${SUPPLY[f.utility]} ist an.${f.balanceMicroEuro === null ? '' : ` ${balance(f.balanceMicroEuro)}`} ` +
    `Geht etwas nicht? Gratis anrufen: ${f.helpLine}.`,
  payment_received: (f) =>
    `Ihr ${SUPPLY[f.utility]}: Zahlung von ${euro(f.amountMicroEuro)} erhalten${repaid(f.toDebtMicroEuro)}. ${balance(f.balanceAfterMicroEuro)} ${help(f.helpLine)}`,
  payment_returned: (f) =>
    `Ihr ${SUPPLY[f.utility]}: Ihre Bank nahm ${euro(f.amountMicroEuro)} zurück. ${balance(f.balanceAfterMicroEuro)} ` +
    `Rufen Sie uns gratis an: ${f.helpLine}.`,
  grant_received: (f) =>
    `Ihr ${SUPPLY[f.utility]}: Sie bekamen ${euro(f.amountMicroEuro)} Hilfe. ${balance(f.balanceAfterMicroEuro)} ${help(f.helpLine)}`,
  tripped: (f) =>
    `Ihr ${SUPPLY[f.utility]} fiel aus: zu viele Geräte auf einmal. Schalten Sie Geräte aus. Drücken Sie dann den Knopf am Zähler. ${help(f.helpLine)}`,
  own_threshold: creditLeft,
  plan_agreed: (f) =>
    `Ihr ${SUPPLY[f.utility]}: ab ${shortDay(f.firstOn, 'de')} zahlen Sie jede Woche ${euro(f.amountMicroEuro)} zurück, ` +
    `nur mit Guthaben. ${help(f.helpLine)}`,
  meter_exchanged: (f) =>
    `Ihr ${SUPPLY[f.utility]}: neuer Zähler ${f.serial} seit ${shortDay(f.exchangedOn, 'de')} Ihr Guthaben bleibt gleich. ` +
    `Sie müssen nichts tun. ${help(f.helpLine)}`,
  helper_added: (f) =>
    `${inGsm7(f.helper)} darf Ihre Energie mit ansehen${f.until === null ? '' : `, bis ${datedDay(f.until, 'de')}`}. ` +
    `Nicht gewünscht? Gratis anrufen: ${f.helpLine}.`,
};
