import { microEuro } from '@tegoed/prepayment-engine';
import type { MicroEuro, SupplyDay } from '@tegoed/prepayment-engine';
import { datedDay, euroFigure, longDay, longDayOf, timeOfDay } from './figures.js';
import type { CreditLeft, MailCatalogue } from './message-facts.js';

const SUPPLY = { electricity: 'électricité', gas: 'gaz', exclusive_night: 'électricité de nuit' } as const;
const OFF = { electricity: 'coupée', gas: 'coupé', exclusive_night: 'coupée' } as const;
const LIMITED = { electricity: 'limitée', gas: 'limité', exclusive_night: 'limitée' } as const;

const euro = (amount: MicroEuro): string => `${euroFigure(amount, 'fr')} euros`;
const measured = (day: SupplyDay | null): string[] => (day === null ? [] : [`Ces chiffres sont mesurés jusqu’au ${longDay(day, 'fr')} inclus.`]);
const topUp = (amount: MicroEuro | null): string => (amount === null ? 'Rechargez' : `Rechargez ${euro(amount)}`);
const balance = (amount: MicroEuro): string =>
  amount < 0 ? `Encore à payer : ${euro(microEuro(-amount))}.` : `Vous avez maintenant ${euro(amount)}.`;

const creditLeft = (f: CreditLeft): string[] => [
  `Votre ${SUPPLY[f.utility]} : encore environ ${f.daysLeft} ${f.daysLeft === 1 ? 'jour' : 'jours'}, jusqu’au ${longDay(f.runsOutOn, 'fr')}.`,
  `Il y a ${euro(f.balanceMicroEuro)} sur votre compte.`,
  ...measured(f.measuredUntil),
  'Rechargez avant ce jour et rien ne change.',
];

/** Mails in French. */
export const MAIL_FR: MailCatalogue = {
  days_left_7: creditLeft,
  days_left_3: creditLeft,
  days_left_1: creditLeft,
  risk_today: (f) =>
    f.event === 'credit_ends'
      ? [
          `Votre ${SUPPLY[f.utility]} : votre crédit se termine aujourd’hui, ${longDay(f.runsOutOn, 'fr')}.`,
          `Il reste ${euro(f.balanceMicroEuro)} sur votre compte.`,
          ...measured(f.measuredUntil),
          "Rechargez aujourd’hui et rien ne change.",
        ]
      : [
          `Sans recharge, votre ${SUPPLY[f.utility]} sera ${f.event === 'off' ? OFF[f.utility] : `${LIMITED[f.utility]} à 2300 watts`} ` +
            `aujourd’hui, ${longDayOf(f.at, 'fr')}, à ${timeOfDay(f.at, 'fr')}.`,
          'Rien ne change avant ce moment.',
          `${topUp(f.amountToStayOnMicroEuro)} et tout continue.`,
        ],
  emergency_started: (f) => [
    `Votre ${SUPPLY[f.utility]} continue. Votre crédit de secours a commencé.`,
    `Il vous reste ${euro(f.availableMicroEuro)} de crédit de secours.`,
    ...measured(f.measuredUntil),
    'Rechargez avant la fin de ce crédit. Vous le remboursez lors d’une recharge.',
  ],
  emergency_half_used: (f) => [
    `Votre ${SUPPLY[f.utility]} : la moitié de votre crédit de secours est utilisée.`,
    `Il vous reste ${euro(f.availableMicroEuro)} de crédit de secours.`,
    ...measured(f.measuredUntil),
    'Rechargez avant la fin de ce crédit.',
  ],
  planned_limit: (f) => [
    `Sans recharge, votre ${SUPPLY[f.utility]} sera ${LIMITED[f.utility]} le ${longDayOf(f.at, 'fr')} à ${timeOfDay(f.at, 'fr')}.`,
    'Vous aurez alors 10 A. C’est 2300 watts : assez pour la lumière, le frigo et un gros appareil à la fois.',
    'Rien ne change avant ce moment. Nous ne le faisons jamais la nuit ou le week-end.',
    `${topUp(f.amountToStayOnMicroEuro)} et tout continue.`,
  ],
  planned_off: (f) => [
    `Sans recharge, votre ${SUPPLY[f.utility]} sera ${OFF[f.utility]} le ${longDayOf(f.at, 'fr')} à ${timeOfDay(f.at, 'fr')}.`,
    'Rien ne change avant ce moment. Nous ne le faisons jamais la nuit ou le week-end.',
    `${topUp(f.amountToStayOnMicroEuro)} et tout continue.`,
  ],
  limited: (f) => [
    `Votre ${SUPPLY[f.utility]} est ${LIMITED[f.utility]} à 10 A. C’est 2300 watts.`,
    'La lumière et le frigo marchent. Utilisez un seul gros appareil à la fois.',
    'Tout s’arrête ? Éteignez des appareils et appuyez sur le bouton du compteur.',
    `${topUp(f.amountToGetBackOnMicroEuro)} et tout revient de lui-même.`,
  ],
  cut: (f) => [
    `Votre ${SUPPLY[f.utility]} est ${OFF[f.utility]}.`,
    `${topUp(f.amountToGetBackOnMicroEuro)}, puis ${f.utility === 'gas' ? 'nous libérons le gaz. Vous appuyez alors sur le bouton du compteur de gaz' : 'nous rallumons. Vous ne devez rien demander'}.`,
    'Il fait froid, vous êtes malade ou il y a des enfants ? Appelez-nous, nous cherchons de l’aide avec vous.',
  ],
  ready: (f) =>
    f.utility === 'gas'
      ? [
          'Votre gaz est disponible. Vous le rallumez vous-même.',
          'Fermez d’abord tous les appareils à gaz. Puis appuyez sur le bouton du compteur de gaz.',
          'Le compteur vérifie quelques minutes que tout est fermé. Ensuite le gaz revient.',
        ]
      : [
          `Votre ${SUPPLY[f.utility]} est disponible. Vous la rallumez vous-même.`,
          'Éteignez d’abord le four et les plaques. Puis appuyez sur le bouton du compteur.',
        ],
  on: (f) => [
    `Votre ${SUPPLY[f.utility]} fonctionne.`,
    ...(f.balanceMicroEuro === null ? [] : [balance(f.balanceMicroEuro)]),
    'Quelque chose ne marche pas ? Appelez-nous gratuitement.',
  ],
  payment_received: (f) => [
    `Votre ${SUPPLY[f.utility]} : nous avons bien reçu votre paiement de ${euro(f.amountMicroEuro)}.`,
    ...(f.toDebtMicroEuro > 0 ? [`${euro(f.toDebtMicroEuro)} vont à ce que vous deviez encore payer.`] : []),
    balance(f.balanceAfterMicroEuro),
    ...(f.daysLeft === null ? [] : [`C’est assez pour environ ${f.daysLeft} ${f.daysLeft === 1 ? 'jour' : 'jours'}.`]),
  ],
  payment_returned: (f) => [
    `Votre ${SUPPLY[f.utility]} : votre banque a repris un paiement de ${euro(f.amountMicroEuro)}.`,
    balance(f.balanceAfterMicroEuro),
    'Appelez-nous gratuitement, nous cherchons une solution ensemble.',
  ],
  grant_received: (f) => [
    `Votre ${SUPPLY[f.utility]} : vous avez reçu une aide de ${euro(f.amountMicroEuro)}.`,
    balance(f.balanceAfterMicroEuro),
  ],
  tripped: (f) => [
    `Votre ${SUPPLY[f.utility]} s’est arrêtée. Trop d’appareils marchaient en même temps.`,
    'Éteignez d’abord les gros appareils : four, plaques, séchoir, chauffage.',
    'Puis appuyez sur le bouton du compteur. Vous avez de nouveau 2300 watts.',
    `${topUp(f.amountToGetBackOnMicroEuro)} et tout revient.`,
  ],
  own_threshold: creditLeft,
  plan_agreed: (f) => [
    `Votre ${SUPPLY[f.utility]} : vous remboursez ${euro(f.amountMicroEuro)} par semaine, à partir du ${longDay(f.firstOn, 'fr')}.`,
    'Vous payez ainsi votre ancienne facture en petites parties.',
    'Nous prenons ce montant sur votre crédit. Sans crédit, nous ne prenons rien.',
    'C’est trop ? Appelez-nous gratuitement, nous cherchons ensemble un montant plus bas.',
  ],
  meter_exchanged: (f) => [
    `Votre ${SUPPLY[f.utility]} : vous avez un nouveau compteur depuis le ${longDay(f.exchangedOn, 'fr')}.`,
    `Le nouveau compteur porte le numéro ${f.serial}.`,
    'Votre crédit reste le même. Vous ne devez rien faire.',
  ],
  helper_added: (f) => [
    `${f.helper} peut suivre votre énergie avec vous${f.until === null ? '' : `, jusqu’au ${datedDay(f.until, 'fr')} inclus`}.`,
    'Votre crédit et nos avertissements y sont visibles. Ainsi, l’aide vient à temps.',
    'Vous ne le voulez pas ? Appelez-nous gratuitement et cela s’arrête tout de suite.',
  ],
};
