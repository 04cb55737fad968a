import { microEuro } from '@tegoed/prepayment-engine';
import type { MicroEuro, SupplyDay } from '@tegoed/prepayment-engine';
import { datedDay, euroFigure, shortDay, shortDayOf, timeOfDay } from './figures.js';
import { inGsm7 } from './gsm7.js';
import { measuredOfBoth } from './household-pair.js';
import type { CreditLeft, PairSms, SmsCatalogue } from './message-facts.js';

const SUPPLY = { electricity: 'électricité', gas: 'gaz', exclusive_night: 'électricité de nuit' } as const;
const OFF = { electricity: 'coupée', gas: 'coupé', exclusive_night: 'coupée' } as const;
const LIMITED = { electricity: 'limitée', gas: 'limité', exclusive_night: 'limitée' } as const;

const euro = (amount: MicroEuro): string => `${euroFigure(amount, 'fr')} euros`;
const help = (line: string): string => `Aide gratuite: ${line}.`;
const measured = (day: SupplyDay | null): string => (day === null ? '' : ` Mesuré jusqu'au ${shortDay(day, 'fr')}.`);
const topUp = (amount: MicroEuro | null): string => (amount === null ? 'Rechargez' : `Rechargez ${euro(amount)}`);
const balance = (amount: MicroEuro): string =>
  amount < 0 ? `Encore à payer: ${euro(microEuro(-amount))}.` : `Vous avez ${euro(amount)}.`;
const repaid = (amount: MicroEuro): string => (amount > 0 ? `, dont ${euro(amount)} remboursent` : '');
const left = (days: number): string => (days === 0 ? "fin aujourd'hui" : `${days} ${days === 1 ? 'jour' : 'jours'}`);
const SHORT_SUPPLY = { electricity: 'Electricité', gas: 'Gaz', exclusive_night: 'Elec. nuit' } as const;

/** Electricity and gas of one home in one SMS. */
export const PAIR_SMS_FR: PairSms = (f) =>
  `${[f.sooner, f.later].map((one) => `${SHORT_SUPPLY[one.utility]}: ${left(one.daysLeft)} (${shortDay(one.runsOutOn, 'fr')}), ${euro(one.balanceMicroEuro)}.`).join(' ')}` +
  `${measured(measuredOfBoth(f)).replace("jusqu'au", 'au')} Rechargez. Aide: ${f.sooner.helpLine}.`;

const creditLeft = (f: CreditLeft): string =>
  `Votre ${SUPPLY[f.utility]}: environ ${f.daysLeft} ${f.daysLeft === 1 ? 'jour' : 'jours'} (jusqu'au ${shortDay(f.runsOutOn, 'fr')}), ` +
  `${euro(f.balanceMicroEuro)}.${measured(f.measuredUntil)} Rechargez. ${help(f.helpLine)}`;

/** SMS in French. The alphabet of an SMS has no ç, ê, î or œ, so the wording does without. */
export const SMS_FR: SmsCatalogue = {
  days_left_7: creditLeft,
  days_left_3: creditLeft,
  days_left_1: creditLeft,
  risk_today: (f) =>
    f.event !== 'credit_ends'
      ? `Votre ${SUPPLY[f.utility]} sera ${f.event === 'off' ? OFF[f.utility] : `${LIMITED[f.utility]} à 2300 watts`} ` +
        `aujourd'hui, ${shortDayOf(f.at, 'fr')}, à ${timeOfDay(f.at, 'fr')}. ` +
        `${topUp(f.amountToStayOnMicroEuro)}. ${help(f.helpLine)}`
      : `Votre ${SUPPLY[f.utility]}: crédit fini aujourd'hui, ${shortDay(f.runsOutOn, 'fr')}. Reste ${euro(f.balanceMicroEuro)}.` +
        `${measured(f.measuredUntil)} Rechargez. ${help(f.helpLine)}`,
  emergency_started: (f) =>
    `Votre ${SUPPLY[f.utility]} continue: crédit de secours, encore ${euro(f.availableMicroEuro)}.` +
    `${measured(f.measuredUntil)} Rechargez. ${help(f.helpLine)}`,
  emergency_half_used: (f) =>
    `Votre ${SUPPLY[f.utility]}: encore ${euro(f.availableMicroEuro)} de crédit de secours, la moitié.` +
    `${measured(f.measuredUntil)} Rechargez. ${help(f.helpLine)}`,
  planned_limit: (f) =>
    `Sans recharge, votre ${SUPPLY[f.utility]} sera ${LIMITED[f.utility]} à 2300 watts le ${shortDayOf(f.at, 'fr')} à ${timeOfDay(f.at, 'fr')}. ` +
    `${topUp(f.amountToStayOnMicroEuro)}. ${help(f.helpLine)}`,
  planned_off: (f) =>
    `Sans recharge, votre ${SUPPLY[f.utility]} sera ${OFF[f.utility]} le ${shortDayOf(f.at, 'fr')} à ${timeOfDay(f.at, 'fr')}. ` +
    `${topUp(f.amountToStayOnMicroEuro)}. ${help(f.helpLine)}`,
  limited: (f) =>
    `Votre ${SUPPLY[f.utility]} est ${LIMITED[f.utility]}: 10 A (2300 watts), 1 gros appareil à la fois. ` +
    `${topUp(f.amountToGetBackOnMicroEuro)} et tout revient. ${help(f.helpLine)}`,
  cut: (f) =>
    `Votre ${SUPPLY[f.utility]} est ${OFF[f.utility]}. ${topUp(f.amountToGetBackOnMicroEuro)}, puis ${f.utility === 'gas' ? 'le gaz est libéré et vous appuyez sur le bouton du compteur' : 'nous rallumons'}. ${help(f.helpLine)}`,
  ready: (f) =>
    f.utility === 'gas'
      ? `Votre gaz est disponible. Fermez d'abord tous les appareils à gaz. Puis appuyez sur le bouton du compteur de gaz. ${help(f.helpLine)}`
      : `Votre ${SUPPLY[f.utility]} est disponible. Eteignez d'abord four et plaques. Puis appuyez sur le bouton du compteur. ${help(f.helpLine)}`,
  on: (f) =>
    `Votre ${SUPPLY[f.utility]} fonctionne.${f.balanceMicroEuro === null ? '' : ` ${balance(f.balanceMicroEuro)}`} ` +
    `Un souci? Appelez (gratuit) ${f.helpLine}.`,
  payment_received: (f) =>
    `Votre ${SUPPLY[f.utility]}: paiement de ${euro(f.amountMicroEuro)} bien arrivé${repaid(f.toDebtMicroEuro)}. ${balance(f.balanceAfterMicroEuro)} ${help(f.helpLine)}`,
  payment_returned: (f) =>
    `Votre ${SUPPLY[f.utility]}: la banque a repris ${euro(f.amountMicroEuro)}. ${balance(f.balanceAfterMicroEuro)} ` +
    `Appelez-nous (gratuit): ${f.helpLine}.`,
  grant_received: (f) =>
    `Votre ${SUPPLY[f.utility]}: aide de ${euro(f.amountMicroEuro)} bien arrivée. ${balance(f.balanceAfterMicroEuro)} ${help(f.helpLine)}`,
  tripped: (f) =>
    `Votre ${SUPPLY[f.utility]} est ${OFF[f.utility]}: trop d'appareils. Eteignez-en. Puis appuyez sur le bouton du compteur. ${help(f.helpLine)}`,
  own_threshold: creditLeft,
  plan_agreed: (f) =>
    `Votre ${SUPPLY[f.utility]}: dès le ${shortDay(f.firstOn, 'fr')} vous remboursez ${euro(f.amountMicroEuro)} par semaine, ` +
    `si vous avez du crédit. ${help(f.helpLine)}`,
  meter_exchanged: (f) =>
    `Votre ${SUPPLY[f.utility]}: nouveau compteur ${f.serial} depuis ${shortDay(f.exchangedOn, 'fr')}. Votre crédit reste là. ` +
    `Rien à faire. ${help(f.helpLine)}`,
  helper_added: (f) =>
    `${inGsm7(f.helper)} peut suivre votre énergie avec vous${f.until === null ? '' : `, jusqu'au ${datedDay(f.until, 'fr')}`}. ` +
    `Vous ne voulez pas? Appelez (gratuit) ${f.helpLine}.`,
};
