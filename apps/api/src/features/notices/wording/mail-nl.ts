import { microEuro } from '@tegoed/prepayment-engine';
import type { MicroEuro, SupplyDay } from '@tegoed/prepayment-engine';
import { datedDay, euroFigure, longDay, longDayOf, timeOfDay } from './figures.js';
import type { CreditLeft, MailCatalogue } from './message-facts.js';

const SUPPLY = { electricity: 'stroom', gas: 'gas', exclusive_night: 'nachtstroom' } as const;

const euro = (amount: MicroEuro): string => `${euroFigure(amount, 'nl')} euro`;
const measured = (day: SupplyDay | null): string[] => (day === null ? [] : [`Dit is gemeten tot en met ${longDay(day, 'nl')}.`]);
const topUp = (amount: MicroEuro | null): string => (amount === null ? 'Laad op' : `Laad ${euro(amount)} op`);
const balance = (amount: MicroEuro): string =>
  amount < 0 ? `Nog te betalen: ${euro(microEuro(-amount))}.` : `U hebt nu ${euro(amount)}.`;

const creditLeft = (f: CreditLeft): string[] => [
  `Uw ${SUPPLY[f.utility]}: u hebt nog ongeveer ${f.daysLeft} ${f.daysLeft === 1 ? 'dag' : 'dagen'}, tot ${longDay(f.runsOutOn, 'nl')}.`,
  `Op uw rekening staat ${euro(f.balanceMicroEuro)}.`,
  ...measured(f.measuredUntil),
  'Laad op voor die dag, dan verandert er niets.',
];

/** Mails in Dutch. */
export const MAIL_NL: MailCatalogue = {
  days_left_7: creditLeft,
  days_left_3: creditLeft,
  days_left_1: creditLeft,
  risk_today: (f) =>
    f.event === 'credit_ends'
      ? [
          `Uw ${SUPPLY[f.utility]}: uw krediet raakt vandaag op, ${longDay(f.runsOutOn, 'nl')}.`,
          `Op uw rekening staat nog ${euro(f.balanceMicroEuro)}.`,
          ...measured(f.measuredUntil),
          'Laad vandaag op, dan verandert er niets.',
        ]
      : [
          `Zonder oplading ${f.event === 'off' ? `gaat uw ${SUPPLY[f.utility]} uit` : `wordt uw ${SUPPLY[f.utility]} beperkt tot 2300 watt`}: ` +
            `vandaag, ${longDayOf(f.at, 'nl')}, om ${timeOfDay(f.at, 'nl')} uur.`,
          'Voor dat moment verandert er niets.',
          `${topUp(f.amountToStayOnMicroEuro)}, dan blijft alles werken.`,
        ],
  emergency_started: (f) => [
    `Uw ${SUPPLY[f.utility]} blijft aan. Uw noodkrediet is begonnen.`,
    `U hebt nog ${euro(f.availableMicroEuro)} noodkrediet.`,
    ...measured(f.measuredUntil),
    'Laad op voor het noodkrediet op is. U betaalt het noodkrediet terug bij een oplading.',
  ],
  emergency_half_used: (f) => [
    `Uw ${SUPPLY[f.utility]}: uw noodkrediet is half op.`,
    `U hebt nog ${euro(f.availableMicroEuro)} noodkrediet.`,
    ...measured(f.measuredUntil),
    'Laad op voor het noodkrediet op is.',
  ],
  planned_limit: (f) => [
    `Zonder oplading wordt uw ${SUPPLY[f.utility]} beperkt op ${longDayOf(f.at, 'nl')} om ${timeOfDay(f.at, 'nl')} uur.`,
    'U hebt dan 10 A. Dat is 2300 watt: genoeg voor licht, koelkast en een groot toestel tegelijk.',
    'Voor dat moment verandert er niets. Wij doen dit nooit in de nacht of in het weekend.',
    `${topUp(f.amountToStayOnMicroEuro)}, dan blijft alles werken.`,
  ],
  planned_off: (f) => [
    `Zonder oplading gaat uw ${SUPPLY[f.utility]} uit op ${longDayOf(f.at, 'nl')} om ${timeOfDay(f.at, 'nl')} uur.`,
    'Voor dat moment verandert er niets. Wij doen dit nooit in de nacht of in het weekend.',
    `${topUp(f.amountToStayOnMicroEuro)}, dan blijft alles werken.`,
  ],
  limited: (f) => [
    `Uw ${SUPPLY[f.utility]} is nu beperkt tot 10 A. Dat is 2300 watt.`,
    'Licht en koelkast werken. Gebruik niet meer dan een groot toestel tegelijk.',
    'Valt alles uit? Zet toestellen uit en druk op de knop van uw meter.',
    `${topUp(f.amountToGetBackOnMicroEuro)}, dan komt alles vanzelf terug.`,
  ],
  cut: (f) => [
    `Uw ${SUPPLY[f.utility]} staat uit.`,
    `${topUp(f.amountToGetBackOnMicroEuro)}, dan ${f.utility === 'gas' ? 'geven wij het weer vrij. U drukt dan op de knop van uw gasmeter' : 'zetten wij het weer aan. U hoeft niets te vragen'}.`,
    'Is het koud, bent u ziek of hebt u kinderen in huis? Bel ons, wij zoeken mee naar hulp.',
  ],
  ready: (f) =>
    f.utility === 'gas'
      ? [
          'Uw gas is klaar. U zet het zelf aan.',
          'Zet eerst alle gastoestellen uit. Druk dan op de knop van uw gasmeter.',
          'De meter test enkele minuten of alles dicht is. Daarna werkt het gas weer.',
        ]
      : [
          `Uw ${SUPPLY[f.utility]} is klaar. U zet het zelf aan.`,
          'Zet eerst oven en kookplaat uit. Druk dan op de knop van uw meter.',
        ],
  on: (f) => [
    `Uw ${SUPPLY[f.utility]} staat aan.`,
    ...(f.balanceMicroEuro === null ? [] : [balance(f.balanceMicroEuro)]),
    'Werkt iets niet? Bel ons gratis.',
  ],
  payment_received: (f) => [
    `Uw ${SUPPLY[f.utility]}: wij hebben uw betaling van ${euro(f.amountMicroEuro)} ontvangen.`,
    ...(f.toDebtMicroEuro > 0 ? [`Daarvan gaat ${euro(f.toDebtMicroEuro)} naar wat u nog moest betalen.`] : []),
    balance(f.balanceAfterMicroEuro),
    ...(f.daysLeft === null ? [] : [`Dat is genoeg voor ongeveer ${f.daysLeft} ${f.daysLeft === 1 ? 'dag' : 'dagen'}.`]),
  ],
  payment_returned: (f) => [
    `Uw ${SUPPLY[f.utility]}: uw bank nam een betaling van ${euro(f.amountMicroEuro)} terug.`,
    balance(f.balanceAfterMicroEuro),
    'Bel ons gratis, dan zoeken wij samen een oplossing.',
  ],
  grant_received: (f) => [
    `Uw ${SUPPLY[f.utility]}: u kreeg ${euro(f.amountMicroEuro)} steun.`,
    balance(f.balanceAfterMicroEuro),
  ],
  tripped: (f) => [
    `Uw ${SUPPLY[f.utility]} is uitgevallen. Er stonden te veel toestellen tegelijk aan.`,
    'Zet eerst de grote toestellen uit: oven, kookplaat, droogkast, verwarming.',
    'Druk dan op de knop van uw meter. U hebt dan weer 2300 watt.',
    `${topUp(f.amountToGetBackOnMicroEuro)}, dan krijgt u weer alles.`,
  ],
  own_threshold: creditLeft,
  plan_agreed: (f) => [
    `Uw ${SUPPLY[f.utility]}: u betaalt elke week ${euro(f.amountMicroEuro)} terug, vanaf ${longDay(f.firstOn, 'nl')}.`,
    'Zo betaalt u uw oude rekening in kleine delen.',
    'Wij nemen dit bedrag van uw krediet. Hebt u geen krediet, dan nemen wij niets.',
    'Is het te veel? Bel ons gratis, dan zoeken wij samen een lager bedrag.',
  ],
  meter_exchanged: (f) => [
    `Uw ${SUPPLY[f.utility]}: u hebt een nieuwe meter, sinds ${longDay(f.exchangedOn, 'nl')}.`,
    `Op de nieuwe meter staat nummer ${f.serial}.`,
    'Uw krediet blijft gelijk. U hoeft niets te doen.',
  ],
  helper_added: (f) => [
    `${f.helper} mag uw energie mee opvolgen${f.until === null ? '' : `, tot en met ${datedDay(f.until, 'nl')}`}.`,
    'Zij zien uw krediet en onze waarschuwingen. Zo kunnen zij u op tijd helpen.',
    'Wilt u dat niet? Bel ons gratis, dan stopt het meteen.',
  ],
};
