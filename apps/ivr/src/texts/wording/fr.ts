import type { TextPhrases } from './text-phrases.js';

const WEEKDAYS = ['lun', 'mar', 'mer', 'jeu', 'ven', 'sam', 'dim'];

export const fr: TextPhrases = {
  utility: { electricity: 'Courant', gas: 'Gaz', exclusive_night: 'Courant de nuit' },
  supply: { on: 'ouvert', limited: 'limité', off: 'coupé', ready: 'appuyez sur le bouton', tripped: 'sauté', unknown: 'état pas certain' },
  amount: (euro) => `${euro.replace('-', '').replace('.', ',')} euros`,
  day: (weekday, day, month) => `${WEEKDAYS[weekday - 1] ?? ''} ${day}/${month}`,
  left: (days, until, amount) => `encore ${days} ${days === 1 ? 'jour' : 'jours'} (${until}), ${amount}`,
  leftOnly: (amount) => `encore ${amount}`,
  onEmergencyCredit: (available) => `crédit de secours, reste ${available}`,
  usedUp: 'crédit épuisé',
  measured: (day) => `Mesuré au ${day}.`,
  lastPayment: (amount, day) => `Votre énergie: votre dernier paiement était de ${amount}, le ${day}.`,
  noPayment: 'Votre énergie: pas encore de paiement de vous.',
  emergencyByItself: (available) => `Votre énergie: crédit épuisé? Le crédit de secours démarre seul. C'est ${available}.`,
  emergencyInUse: (available) => `Votre énergie: le crédit de secours est actif. Il en reste ${available}.`,
  emergencyOffer: (available) => `Votre énergie: vous pouvez prendre ${available} de crédit de secours, rendu au prochain paiement. D'accord? Répondez URGENCE OUI.`,
  emergencyTaken: (available) => `C'est fait: ${available} de crédit de secours. Si c'était coupé, nous rallumons. Éteignez d'abord four et plaque.`,
  emergencyLater: "Votre énergie: il vous reste du crédit. Le crédit de secours vient quand il est presque épuisé.",
  emergencyUsedUp: 'Votre énergie: le crédit de secours est tout à fait utilisé. Vous le rendez au prochain paiement.',
  stopped: (helpLine) => `Plus de messages ordinaires. Ceux sur la coupure, le retour et la sécurité restent. Reprendre: START. Aide: ${helpLine}.`,
  started: 'Vous recevez de nouveau tous les messages sur votre énergie. Assez? Répondez STOP.',
  languageSet: 'Nos messages viennent maintenant en FR.',
  languageWhich: 'Choisissez: répondez LANGUE NL, LANGUE FR, LANGUE DE ou LANGUE EN.',
  help: (helpLine) => `Répondez SOLDE, DERNIER (paiement), URGENCE (crédit), LANGUE, STOP ou START. Une personne? Appelez ${helpLine} (gratuit).`,
  unknown: (helpLine) => `Ce mot ne dit rien. Répondez SOLDE, DERNIER, URGENCE, LANGUE, STOP ou AIDE, ou appelez ${helpLine} (gratuit).`,
  away: (helpLine) => `Nous ne pouvons pas voir cela maintenant. C'est de notre faute. Réessayez plus tard, ou appelez ${helpLine} (gratuit).`,
};
