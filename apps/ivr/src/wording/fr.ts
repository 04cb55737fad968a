import type { Phrases } from './phrases.js';

const WEEKDAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'];
const MONTHS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];

export const fr: Phrases = {
  figures: {
    amount: (euro) => {
      const [whole = '0', cents = '00'] = euro.replace('-', '').split('.');
      if (whole === '0' && cents !== '00') return `${cents.replace(/^0/, '')} ${cents === '01' ? 'cent' : 'cents'}`;
      const unit = whole === '0' || whole === '1' ? 'euro' : 'euros';
      return cents === '00' ? `${whole} ${unit}` : `${whole} ${unit} ${cents.replace(/^0/, '')}`;
    },
    days: (count) => (count === 1 ? '1 jour' : `${count} jours`),
    weekday: (number) => WEEKDAYS[number - 1] ?? '',
    date: (weekday, day, month) => `${weekday} ${day === 1 ? '1er' : day} ${MONTHS[month - 1] ?? ''}`,
    time: (hour, minute) => (minute === 0 ? `${hour} heures` : `${hour} heures ${minute}`),
  },
  utility: { electricity: 'votre courant', gas: 'votre gaz', exclusive_night: 'votre courant de nuit' },
  chooseThisLanguage: 'Pour le français, appuyez sur 2.',
  welcome: 'Bienvenue chez votre énergie.',
  typePin: 'Tapez votre code secret.',
  typeConnection: 'Tapez les 13 derniers chiffres du code E A N. Ils sont sur votre compteur.',
  thirteenDigits: 'Il nous faut 13 chiffres.',
  doesNotFit: 'Ce n’est pas correct. Essayez encore une fois.',
  tooManyPins: 'Nous ne pouvons plus essayer votre code. Une personne va vous aider.',
  pinFirst: 'Pour cela, il nous faut votre code secret.',
  notUnderstood: 'Nous n’avons pas compris.',

  supply: {
    on: (utility) => `${utility} est ouvert.`,
    limited: (utility) => `${utility} est limité. Utilisez peu d’appareils à la fois.`,
    off: (utility) => `${utility} est coupé.`,
    ready: (utility) => `${utility} est prêt. Appuyez sur le bouton de votre compteur.`,
    tripped: (utility) => `${utility} a sauté : trop d’appareils. Éteignez des appareils. Appuyez ensuite sur le bouton du compteur.`,
    unknown: (utility) => `Nous ne savons pas si ${utility} est ouvert.`,
  },
  left: (days, weekday, amount) => `Il vous reste environ ${days}, jusqu’à ${weekday} : ${amount}.`,
  leftLong: (days, amount) => `Il vous reste environ ${days} : ${amount}.`,
  leftToday: (amount) => `Il vous reste ${amount}. Ce sera épuisé aujourd’hui.`,
  leftOnly: (amount) => `Il vous reste ${amount}.`,
  onEmergencyCredit: (available) => `Vous utilisez votre crédit de secours. Il en reste ${available}.`,
  usedUp: 'Votre crédit est épuisé.',
  payAtLeast: (amount) => `Payez au moins ${amount}. Alors nous rallumons.`,
  payToStayOn: (amount) => `Payez au moins ${amount}. Alors ce n’est pas coupé.`,
  measured: (weekday) => `Mesuré jusqu’à ${weekday} inclus.`,
  estimated: 'C’est une estimation.',
  change: {
    on: (weekday, time) => `Nous rallumons ${weekday} à ${time}.`,
    limited: (weekday, time) => `Sans paiement, la puissance sera limitée dès ${weekday} à ${time}.`,
    off: (weekday, time) => `Sans paiement, ce sera coupé ${weekday} à ${time}.`,
  },
  noAccount: 'Nous ne trouvons pas de compteur à votre nom. Une personne va vous aider.',

  paymentIsIn: (amount, weekday, time) => `Votre paiement de ${amount} est arrivé ${weekday} à ${time}.`,
  switchingOn: (utility) => `Nous rallumons ${utility}.`,
  beSafe: {
    electricity: 'Éteignez d’abord le four et la plaque.',
    gas: 'Fermez d’abord tous les robinets de gaz. Suivez ensuite les étapes sur votre compteur.',
    exclusive_night: 'Éteignez d’abord les gros appareils.',
  },
  callIfStillOff: 'Toujours rien après 15 minutes ? Appuyez sur 0.',

  menu: (other) => `Dernier paiement : appuyez sur 1. Crédit de secours : 2. Payer, ou déjà payé : 3.${other === null ? '' : ` Pour ${other} : 4.`} Répéter : 9. Une personne : 0.`,
  lastPayment: (amount, weekday) => `Votre dernier paiement était de ${amount}, ${weekday}.`,
  noPayment: 'Nous n’avons pas encore de paiement de vous.',
  paymentUnderWay: (weekday) => `Vous avez dit avoir payé. Nous attendons ce paiement jusqu’à ${weekday}.`,

  emergencyInUse: (available) => `Votre crédit de secours est actif. Il en reste ${available}.`,
  emergencyByItself: (available) => `Votre crédit est épuisé ? Le crédit de secours démarre seul. C’est ${available}.`,
  emergencyOffer: (available) => `Vous pouvez prendre ${available} de crédit de secours. Vous le rendez au prochain paiement.`,
  yesOrBack: 'Oui : appuyez sur 1. Retour : étoile.',
  emergencyLater: 'Vous avez encore du crédit. Le crédit de secours vient quand il est presque épuisé.',
  emergencyUsedUp: 'Votre crédit de secours est tout à fait utilisé. Vous le rendez au prochain paiement.',
  emergencyTaken: (available) => `C’est fait. Vous avez maintenant ${available} de crédit de secours.`,

  howToPay: (reference) => `Payez avec votre banque, au magasin ou au guichet. Votre communication est ${reference}.`,
  payChoices: 'Un SMS avec un lien : appuyez sur 1. Vous avez déjà payé : 2. Retour : étoile.',
  linkSent: 'Nous vous envoyons maintenant un SMS avec le lien.',
  linkNotSent: 'Nous ne pouvons pas envoyer de SMS à ce numéro.',
  claimChannel: 'Payé avec votre banque : appuyez sur 1. Payé au guichet : 2.',
  claimAmount: 'Combien d’euros ? Tapez le montant sans les cents, puis dièse.',
  claimKept: (weekday) => `Merci. Nous attendons votre paiement jusqu’à ${weekday}. D’ici là, nous ne coupons pas.`,
  claimKnown: 'Nous le savions déjà. Nous attendons votre paiement.',

  connecting: 'Nous vous passons une personne.',
  callBackNoted: 'Nous vous rappelons à ce numéro.',
  callAgain: (helpLine, from, until) => `Une personne vous aide au ${helpLine}, du lundi au vendredi, de ${from} à ${until} heures.`,
  goodbye: 'Au revoir.',

  away: 'Nous ne pouvons pas voir votre crédit maintenant. C’est de notre faute.',
  lastKnown: (weekday, time) => `Voici ce que nous savons de ${weekday}, ${time}.`,
  awayChoices: 'Réessayer : appuyez sur 9. Une personne : 0.',

  weCall: 'Bonjour. Voici un message sur votre énergie.',
  confirmHeard: 'Avez-vous bien entendu ? Appuyez sur 1. Répéter : 9. Une personne : 0.',
  heard: 'Merci.',
  spokenKeys: {
    '1': ['dernier paiement', 'oui', 'un'], '2': ['crédit de secours', 'secours', 'deux'], '3': ['payer', 'payé', 'trois'], '4': ['gaz', 'électricité', 'quatre'],
    '9': ['répéter', 'neuf'], '0': ['personne', 'quelqu’un', 'zéro'],
  },
};
