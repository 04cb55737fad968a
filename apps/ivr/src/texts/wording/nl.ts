import type { TextPhrases } from './text-phrases.js';

const WEEKDAYS = ['ma', 'di', 'wo', 'do', 'vr', 'za', 'zo'];

export const nl: TextPhrases = {
  utility: { electricity: 'Stroom', gas: 'Gas', exclusive_night: 'Nachtstroom' },
  supply: { on: 'aan', limited: 'beperkt', off: 'uit', ready: 'druk op de knop', tripped: 'uitgevallen', unknown: 'stand niet zeker' },
  amount: (euro) => `${euro.replace('-', '').replace('.', ',')} euro`,
  day: (weekday, day, month) => `${WEEKDAYS[weekday - 1] ?? ''} ${day}/${month}`,
  left: (days, until, amount) => `nog ${days} ${days === 1 ? 'dag' : 'dagen'} (tot ${until}), ${amount}`,
  leftOnly: (amount) => `nog ${amount}`,
  onEmergencyCredit: (available) => `noodkrediet, nog ${available}`,
  usedUp: 'tegoed op',
  measured: (day) => `Gemeten t/m ${day}.`,
  lastPayment: (amount, day) => `Uw energie: uw laatste betaling was ${amount}, op ${day}.`,
  noPayment: 'Uw energie: wij hebben nog geen betaling van u.',
  emergencyByItself: (available) => `Uw energie: is uw tegoed op, dan start het noodkrediet vanzelf. Dat is ${available}.`,
  emergencyInUse: (available) => `Uw energie: uw noodkrediet staat aan. U hebt er nog ${available} van.`,
  emergencyOffer: (available) => `Uw energie: u kunt ${available} noodkrediet nemen. U betaalt het terug bij uw volgende betaling. Akkoord? Antwoord NOOD JA.`,
  emergencyTaken: (available) => `Gelukt. U hebt nu ${available} noodkrediet. Staat het uit? Wij zetten aan. Zet eerst oven en kookplaat uit.`,
  emergencyLater: 'Uw energie: u hebt nog tegoed. Noodkrediet kan pas als uw tegoed bijna op is.',
  emergencyUsedUp: 'Uw energie: uw noodkrediet is helemaal gebruikt. U betaalt het terug bij uw volgende betaling.',
  stopped: (helpLine) => `U krijgt geen gewone berichten meer. Berichten over uit, aan en veiligheid blijven komen. Terug? Antwoord START. Hulp: ${helpLine}.`,
  started: 'U krijgt weer alle berichten over uw energie. Stoppen? Antwoord STOP.',
  languageSet: 'Onze berichten komen vanaf nu in het Nederlands.',
  languageWhich: 'Kies een taal: antwoord TAAL NL, TAAL FR, TAAL DE of TAAL EN.',
  help: (helpLine) => `Antwoord SALDO, LAATSTE (betaling), NOOD (noodkrediet), TAAL, STOP of START. Een mens spreken? Bel gratis ${helpLine}.`,
  unknown: (helpLine) => `Dat woord kennen wij niet. Antwoord SALDO, LAATSTE, NOOD, TAAL, STOP of HULP, of bel gratis ${helpLine}.`,
  away: (helpLine) => `Wij kunnen dit nu niet nakijken. Dat ligt aan ons. Probeer het straks opnieuw, of bel gratis ${helpLine}.`,
};
