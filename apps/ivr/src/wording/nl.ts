import type { Phrases } from './phrases.js';

const WEEKDAYS = ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'];
const MONTHS = ['januari', 'februari', 'maart', 'april', 'mei', 'juni', 'juli', 'augustus', 'september', 'oktober', 'november', 'december'];

export const nl: Phrases = {
  figures: {
    amount: (euro) => {
      const [whole = '0', cents = '00'] = euro.replace('-', '').split('.');
      if (whole === '0' && cents !== '00') return `${cents.replace(/^0/, '')} cent`;
      return cents === '00' ? `${whole} euro` : `${whole} euro ${cents.replace(/^0/, '')}`;
    },
    days: (count) => (count === 1 ? '1 dag' : `${count} dagen`),
    weekday: (number) => WEEKDAYS[number - 1] ?? '',
    date: (weekday, day, month) => `${weekday} ${day} ${MONTHS[month - 1] ?? ''}`,
    time: (hour, minute) => (minute === 0 ? `${hour} uur` : `${hour} uur ${minute}`),
  },
  utility: { electricity: 'uw elektriciteit', gas: 'uw gas', exclusive_night: 'uw nachtstroom' },
  chooseThisLanguage: 'Voor Nederlands, druk 1.',
  welcome: 'Welkom bij uw energie.',
  typePin: 'Toets uw pincode.',
  typeConnection: 'Toets de laatste 13 cijfers van de E A N code. U vindt ze op uw meter.',
  thirteenDigits: 'Wij hebben 13 cijfers nodig.',
  doesNotFit: 'Dat klopt niet. Probeer het nog eens.',
  tooManyPins: 'Wij kunnen uw pincode nu niet meer proberen. Een mens helpt u verder.',
  pinFirst: 'Daarvoor hebben wij uw pincode nodig.',
  notUnderstood: 'Dat hebben wij niet begrepen.',

  supply: {
    on: (utility) => `${utility} staat aan.`,
    limited: (utility) => `${utility} is beperkt. Gebruik weinig toestellen tegelijk.`,
    off: (utility) => `${utility} staat uit.`,
    ready: (utility) => `${utility} staat klaar. Druk op de knop van uw meter.`,
    tripped: (utility) => `${utility} is uitgevallen: te veel toestellen. Zet toestellen uit. Druk dan op de knop van uw meter.`,
    unknown: (utility) => `Wij weten nu niet zeker of ${utility} aan staat.`,
  },
  left: (days, weekday, amount) => `U hebt nog ongeveer ${days}, tot ${weekday}: ${amount}.`,
  leftLong: (days, amount) => `U hebt nog ongeveer ${days}: ${amount}.`,
  leftToday: (amount) => `U hebt nog ${amount}. Dat is vandaag op.`,
  leftOnly: (amount) => `U hebt nog ${amount}.`,
  onEmergencyCredit: (available) => `U gebruikt uw noodkrediet. Daarvan hebt u nog ${available}.`,
  usedUp: 'Uw tegoed is op.',
  payAtLeast: (amount) => `Betaal minstens ${amount}. Dan zetten wij weer aan.`,
  payToStayOn: (amount) => `Betaal minstens ${amount}. Dan blijft het aan.`,
  measured: (weekday) => `Gemeten tot en met ${weekday}.`,
  estimated: 'Dit is een schatting.',
  change: {
    on: (weekday, time) => `Op ${weekday} om ${time} zetten wij weer aan.`,
    limited: (weekday, time) => `Zonder betaling krijgt u vanaf ${weekday} om ${time} beperkte stroom.`,
    off: (weekday, time) => `Zonder betaling gaat het uit op ${weekday} om ${time}.`,
  },
  noAccount: 'Wij vinden nu geen meter op uw naam. Een mens helpt u verder.',

  paymentIsIn: (amount, weekday, time) => `Uw betaling van ${amount} is binnen sinds ${weekday} om ${time}.`,
  switchingOn: (utility) => `Wij zetten ${utility} aan.`,
  beSafe: {
    electricity: 'Zet eerst oven en kookplaat uit.',
    gas: 'Draai eerst alle gaskranen dicht. Volg dan de stappen op uw meter.',
    exclusive_night: 'Zet eerst grote toestellen uit.',
  },
  callIfStillOff: 'Werkt het na 15 minuten nog niet? Druk 0.',

  menu: (other) => `Laatste betaling: druk 1. Noodkrediet: druk 2. Betalen, of al betaald: druk 3.${other === null ? '' : ` Voor ${other}: druk 4.`} Herhalen: druk 9. Een mens: druk 0.`,
  lastPayment: (amount, weekday) => `Uw laatste betaling was ${amount}, op ${weekday}.`,
  noPayment: 'Wij hebben nog geen betaling van u.',
  paymentUnderWay: (weekday) => `U zei dat u betaald hebt. Wij wachten daarop tot ${weekday}.`,

  emergencyInUse: (available) => `Uw noodkrediet staat aan. U hebt er nog ${available} van.`,
  emergencyByItself: (available) => `Is uw tegoed op? Dan start uw noodkrediet vanzelf. Dat is ${available}.`,
  emergencyOffer: (available) => `U kunt ${available} noodkrediet nemen. U betaalt het terug bij uw volgende betaling.`,
  yesOrBack: 'Ja: druk 1. Terug: druk sterretje.',
  emergencyLater: 'U hebt nog tegoed. Noodkrediet kan pas als uw tegoed bijna op is.',
  emergencyUsedUp: 'Uw noodkrediet is helemaal gebruikt. U betaalt het terug bij uw volgende betaling.',
  emergencyTaken: (available) => `Gelukt. U hebt nu ${available} noodkrediet.`,

  howToPay: (reference) => `Betalen kan met uw bank, in de winkel of aan het loket. Uw mededeling is ${reference}.`,
  payChoices: 'Een sms met een link: druk 1. Hebt u al betaald: druk 2. Terug: druk sterretje.',
  linkSent: 'Wij sturen u nu een sms met de link.',
  linkNotSent: 'Wij kunnen naar dit nummer geen sms sturen.',
  claimChannel: 'Betaalde u met uw bank: druk 1. Betaalde u aan een loket: druk 2.',
  claimAmount: 'Hoeveel euro? Toets het bedrag zonder cent, en dan een hekje.',
  claimKept: (weekday) => `Dank u. Wij wachten op uw betaling tot ${weekday}. Tot dan schakelen wij niet uit.`,
  claimKnown: 'Wij wisten dat al. Wij wachten op uw betaling.',

  connecting: 'Wij verbinden u door.',
  callBackNoted: 'Wij bellen u terug op dit nummer.',
  callAgain: (helpLine, from, until) => `Een mens helpt u op ${helpLine}, van maandag tot vrijdag, van ${from} tot ${until} uur.`,
  goodbye: 'Tot ziens.',

  away: 'Wij kunnen uw tegoed nu niet nakijken. Dat ligt aan ons.',
  lastKnown: (weekday, time) => `Dit weten wij van ${weekday}, ${time}.`,
  awayChoices: 'Opnieuw proberen: druk 9. Een mens: druk 0.',

  weCall: 'Goeiedag. Dit is een bericht over uw energie.',
  confirmHeard: 'Hebt u dit gehoord? Druk 1. Herhalen: druk 9. Een mens: druk 0.',
  heard: 'Dank u.',
  spokenKeys: {
    '1': ['laatste betaling', 'ja', 'een'], '2': ['noodkrediet', 'twee'], '3': ['betalen', 'betaald', 'drie'], '4': ['gas', 'elektriciteit', 'vier'],
    '9': ['herhaal', 'herhalen', 'negen'], '0': ['mens', 'iemand', 'medewerker', 'nul'],
  },
};
