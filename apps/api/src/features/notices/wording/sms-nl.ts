import { microEuro } from '@tegoed/prepayment-engine';
import type { MicroEuro, SupplyDay } from '@tegoed/prepayment-engine';
import { datedDay, euroFigure, shortDay, shortDayOf, timeOfDay } from './figures.js';
import { inGsm7 } from './gsm7.js';
import { capital, measuredOfBoth } from './household-pair.js';
import type { CreditLeft, PairSms, SmsCatalogue } from './message-facts.js';

const SUPPLY = { electricity: 'stroom', gas: 'gas', exclusive_night: 'nachtstroom' } as const;

const euro = (amount: MicroEuro): string => `${euroFigure(amount, 'nl')} euro`;
const help = (line: string): string => `Hulp: bel gratis ${line}.`;
const measured = (day: SupplyDay | null): string => (day === null ? '' : ` Gemeten tot ${shortDay(day, 'nl')}.`);
const topUp = (amount: MicroEuro | null): string => (amount === null ? 'Laad op' : `Laad ${euro(amount)} op`);
const balance = (amount: MicroEuro): string =>
  amount < 0 ? `Nog te betalen: ${euro(microEuro(-amount))}.` : `U hebt nu ${euro(amount)}.`;
const repaid = (amount: MicroEuro): string => (amount > 0 ? `, ${euro(amount)} daarvan betaalt terug` : '');
const left = (days: number): string => (days === 0 ? 'vandaag op' : `nog ${days} ${days === 1 ? 'dag' : 'dagen'}`);

/** Electricity and gas of one home in one SMS. */
export const PAIR_SMS_NL: PairSms = (f) =>
  `${[f.sooner, f.later].map((one) => `${capital(SUPPLY[one.utility])}: ${left(one.daysLeft)} (${shortDay(one.runsOutOn, 'nl')}), ${euro(one.balanceMicroEuro)}.`).join(' ')}` +
  `${measured(measuredOfBoth(f))} Laad op. Bel gratis ${f.sooner.helpLine}.`;

const creditLeft = (f: CreditLeft): string =>
  `Uw ${SUPPLY[f.utility]}: nog ongeveer ${f.daysLeft} ${f.daysLeft === 1 ? 'dag' : 'dagen'} (tot ${shortDay(f.runsOutOn, 'nl')}), ` +
  `${euro(f.balanceMicroEuro)}.${measured(f.measuredUntil)} Laad op. ${help(f.helpLine)}`;

/** SMS in Dutch. */
export const SMS_NL: SmsCatalogue = {
  days_left_7: creditLeft,
  days_left_3: creditLeft,
  days_left_1: creditLeft,
  risk_today: (f) =>
    f.event !== 'credit_ends'
      ? `Zonder oplading ${f.event === 'off' ? `gaat uw ${SUPPLY[f.utility]} uit` : `wordt uw ${SUPPLY[f.utility]} beperkt tot 2300 watt`}: ` +
        `vandaag, ${shortDayOf(f.at, 'nl')}, om ${timeOfDay(f.at, 'nl')}. ` +
        `${topUp(f.amountToStayOnMicroEuro)}. ${help(f.helpLine)}`
      : `Uw ${SUPPLY[f.utility]}: vandaag, ${shortDay(f.runsOutOn, 'nl')}, raakt uw krediet op. Nog ${euro(f.balanceMicroEuro)}.` +
        `${measured(f.measuredUntil)} Laad vandaag op. ${help(f.helpLine)}`,
  emergency_started: (f) =>
    `Uw ${SUPPLY[f.utility]} blijft aan met noodkrediet: nog ${euro(f.availableMicroEuro)}.` +
    `${measured(f.measuredUntil)} Laad op voor het op is. ${help(f.helpLine)}`,
  emergency_half_used: (f) =>
    `Uw ${SUPPLY[f.utility]}: uw noodkrediet is half op, nog ${euro(f.availableMicroEuro)}.` +
    `${measured(f.measuredUntil)} Laad op. ${help(f.helpLine)}`,
  planned_limit: (f) =>
    `Zonder oplading wordt uw ${SUPPLY[f.utility]} op ${shortDayOf(f.at, 'nl')} om ${timeOfDay(f.at, 'nl')} beperkt tot 2300 watt. ` +
    `${topUp(f.amountToStayOnMicroEuro)}. ${help(f.helpLine)}`,
  planned_off: (f) =>
    `Zonder oplading gaat uw ${SUPPLY[f.utility]} op ${shortDayOf(f.at, 'nl')} om ${timeOfDay(f.at, 'nl')} uit. ` +
    `${topUp(f.amountToStayOnMicroEuro)}. ${help(f.helpLine)}`,
  limited: (f) =>
    `Uw ${SUPPLY[f.utility]} is nu beperkt: 10 A (2300 watt), 1 groot toestel tegelijk. ` +
    `${topUp(f.amountToGetBackOnMicroEuro)} en alles komt terug. ${help(f.helpLine)}`,
  cut: (f) =>
    `Uw ${SUPPLY[f.utility]} staat uit. ${topUp(f.amountToGetBackOnMicroEuro)}, dan ${f.utility === 'gas' ? 'geven wij het vrij en drukt u op de knop van de meter' : 'zetten wij het weer aan'}. ${help(f.helpLine)}`,
  ready: (f) =>
    f.utility === 'gas'
      ? `Uw gas is klaar. Zet eerst alle gastoestellen uit. Druk dan op de knop van uw gasmeter. ${help(f.helpLine)}`
      : `Uw ${SUPPLY[f.utility]} is klaar. Zet eerst oven en kookplaat uit. Druk dan op de knop van uw meter. ${help(f.helpLine)}`,
  on: (f) =>
    `Uw ${SUPPLY[f.utility]} staat aan.${f.balanceMicroEuro === null ? '' : ` ${balance(f.balanceMicroEuro)}`} ` +
    `Werkt iets niet? Bel gratis ${f.helpLine}.`,
  payment_received: (f) =>
    `Uw ${SUPPLY[f.utility]}: betaling van ${euro(f.amountMicroEuro)} ontvangen${repaid(f.toDebtMicroEuro)}. ${balance(f.balanceAfterMicroEuro)} ${help(f.helpLine)}`,
  payment_returned: (f) =>
    `Uw ${SUPPLY[f.utility]}: uw bank nam ${euro(f.amountMicroEuro)} terug. ${balance(f.balanceAfterMicroEuro)} ` +
    `Bel ons gratis, wij helpen u: ${f.helpLine}.`,
  grant_received: (f) =>
    `Uw ${SUPPLY[f.utility]}: u kreeg ${euro(f.amountMicroEuro)} steun. ${balance(f.balanceAfterMicroEuro)} ${help(f.helpLine)}`,
  tripped: (f) =>
    `Uw ${SUPPLY[f.utility]} viel uit: te veel toestellen tegelijk. Zet er uit. Druk dan op de knop van uw meter. ${help(f.helpLine)}`,
  own_threshold: creditLeft,
  plan_agreed: (f) =>
    `Uw ${SUPPLY[f.utility]}: vanaf ${shortDay(f.firstOn, 'nl')} betaalt u elke week ${euro(f.amountMicroEuro)} af, ` +
    `alleen als u krediet hebt. ${help(f.helpLine)}`,
  meter_exchanged: (f) =>
    `Uw ${SUPPLY[f.utility]}: nieuwe meter ${f.serial} sinds ${shortDay(f.exchangedOn, 'nl')}. Uw krediet blijft gelijk. ` +
    `U hoeft niets te doen. ${help(f.helpLine)}`,
  helper_added: (f) =>
    `${inGsm7(f.helper)} mag uw energie mee opvolgen${f.until === null ? '' : `, tot ${datedDay(f.until, 'nl')}`}. ` +
    `Wilt u dat niet? Bel gratis ${f.helpLine}.`,
};
