import type { Phrases } from './phrases.js';

const WEEKDAYS = ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'];
const MONTHS = ['Januar', 'Februar', 'März', 'April', 'Mai', 'Juni', 'Juli', 'August', 'September', 'Oktober', 'November', 'Dezember'];

export const de: Phrases = {
  figures: {
    amount: (euro) => {
      const [whole = '0', cents = '00'] = euro.replace('-', '').split('.');
      if (whole === '0' && cents !== '00') return `${cents.replace(/^0/, '')} Cent`;
      return cents === '00' ? `${whole} Euro` : `${whole} Euro ${cents.replace(/^0/, '')}`;
    },
    days: (count) => (count === 1 ? '1 Tag' : `${count} Tage`),
    weekday: (number) => WEEKDAYS[number - 1] ?? '',
    date: (weekday, day, month) => `${weekday}, ${day}. ${MONTHS[month - 1] ?? ''}`,
    time: (hour, minute) => (minute === 0 ? `${hour} Uhr` : `${hour} Uhr ${minute}`),
  },
  utility: { electricity: 'Ihr Strom', gas: 'Ihr Gas', exclusive_night: 'Ihr Nachtstrom' },
  chooseThisLanguage: 'Für Deutsch, drücken Sie 3.',
  welcome: 'Willkommen bei Ihrer Energie.',
  typePin: 'Tippen Sie Ihre Geheimzahl.',
  typeConnection: 'Tippen Sie die letzten 13 Ziffern des E A N Codes. Sie stehen auf Ihrem Zähler.',
  thirteenDigits: 'Wir brauchen 13 Ziffern.',
  doesNotFit: 'Das stimmt nicht. Versuchen Sie es noch einmal.',
  tooManyPins: 'Wir können Ihre Geheimzahl nicht mehr prüfen. Ein Mensch hilft Ihnen weiter.',
  pinFirst: 'Dafür brauchen wir Ihre Geheimzahl.',
  notUnderstood: 'Das haben wir nicht verstanden.',

  supply: {
    on: (utility) => `${utility} ist an.`,
    limited: (utility) => `${utility} ist begrenzt. Nutzen Sie wenige Geräte zugleich.`,
    off: (utility) => `${utility} ist aus.`,
    ready: (utility) => `${utility} ist bereit. Drücken Sie den Knopf am Zähler.`,
    tripped: (utility) => `${utility} ist ausgefallen: zu viele Geräte. Schalten Sie Geräte aus. Drücken Sie dann den Knopf am Zähler.`,
    unknown: (utility) => `Wir wissen jetzt nicht sicher, ob ${utility} an ist.`,
  },
  left: (days, weekday, amount) => `Sie haben noch etwa ${days}, bis ${weekday}: ${amount}.`,
  leftLong: (days, amount) => `Sie haben noch etwa ${days}: ${amount}.`,
  leftToday: (amount) => `Sie haben noch ${amount}. Das reicht bis heute.`,
  leftOnly: (amount) => `Sie haben noch ${amount}.`,
  onEmergencyCredit: (available) => `Sie nutzen Ihren Notkredit. Davon haben Sie noch ${available}.`,
  usedUp: 'Ihr Guthaben ist aufgebraucht.',
  payAtLeast: (amount) => `Zahlen Sie mindestens ${amount}. Dann schalten wir wieder ein.`,
  payToStayOn: (amount) => `Zahlen Sie mindestens ${amount}. Dann bleibt es an.`,
  measured: (weekday) => `Gemessen bis ${weekday}.`,
  estimated: 'Das ist eine Schätzung.',
  change: {
    on: (weekday, time) => `Am ${weekday} um ${time} schalten wir wieder ein.`,
    limited: (weekday, time) => `Ohne Zahlung wird der Strom ab ${weekday} um ${time} begrenzt.`,
    off: (weekday, time) => `Ohne Zahlung geht es am ${weekday} um ${time} aus.`,
  },
  noAccount: 'Wir finden keinen Zähler auf Ihren Namen. Ein Mensch hilft Ihnen weiter.',

  paymentIsIn: (amount, weekday, time) => `Ihre Zahlung von ${amount} ist da seit ${weekday} um ${time}.`,
  switchingOn: (utility) => `${utility} wird jetzt eingeschaltet.`,
  beSafe: {
    electricity: 'Schalten Sie zuerst Herd und Ofen aus.',
    gas: 'Schließen Sie zuerst alle Gashähne. Folgen Sie dann den Schritten am Zähler.',
    exclusive_night: 'Schalten Sie zuerst große Geräte aus.',
  },
  callIfStillOff: 'Geht es nach 15 Minuten noch nicht? Drücken Sie 0.',

  menu: (other) => `Letzte Zahlung: drücken Sie 1. Notkredit: 2. Zahlen, oder schon bezahlt: 3.${other === null ? '' : ` Für ${other}: 4.`} Wiederholen: 9. Ein Mensch: 0.`,
  lastPayment: (amount, weekday) => `Ihre letzte Zahlung war ${amount}, am ${weekday}.`,
  noPayment: 'Wir haben noch keine Zahlung von Ihnen.',
  paymentUnderWay: (weekday) => `Sie sagten, Sie haben bezahlt. Wir warten darauf bis ${weekday}.`,

  emergencyInUse: (available) => `Ihr Notkredit ist an. Davon haben Sie noch ${available}.`,
  emergencyByItself: (available) => `Ist Ihr Guthaben aufgebraucht? Dann beginnt der Notkredit von selbst. Das sind ${available}.`,
  emergencyOffer: (available) => `Sie können ${available} Notkredit nehmen. Sie zahlen ihn bei der nächsten Zahlung zurück.`,
  yesOrBack: 'Ja: drücken Sie 1. Zurück: Stern.',
  emergencyLater: 'Sie haben noch Guthaben. Notkredit gibt es, wenn es fast aufgebraucht ist.',
  emergencyUsedUp: 'Ihr Notkredit ist ganz aufgebraucht. Sie zahlen ihn bei der nächsten Zahlung zurück.',
  emergencyTaken: (available) => `Erledigt. Sie haben jetzt ${available} Notkredit.`,

  howToPay: (reference) => `Zahlen Sie mit Ihrer Bank, im Laden oder am Schalter. Ihre Mitteilung ist ${reference}.`,
  payChoices: 'Eine SMS mit einem Link: drücken Sie 1. Schon bezahlt: 2. Zurück: Stern.',
  linkSent: 'Wir senden Ihnen jetzt eine SMS mit dem Link.',
  linkNotSent: 'An diese Nummer können wir keine SMS senden.',
  claimChannel: 'Mit Ihrer Bank bezahlt: drücken Sie 1. Am Schalter bezahlt: 2.',
  claimAmount: 'Wie viel Euro? Tippen Sie den Betrag ohne Cent, dann Raute.',
  claimKept: (weekday) => `Danke. Wir warten auf Ihre Zahlung bis ${weekday}. Bis dahin schalten wir nicht aus.`,
  claimKnown: 'Das wussten wir schon. Wir warten auf Ihre Zahlung.',

  connecting: 'Wir verbinden Sie.',
  callBackNoted: 'Wir rufen Sie unter dieser Nummer zurück.',
  callAgain: (helpLine, from, until) => `Ein Mensch hilft Ihnen unter ${helpLine}, von Montag bis Freitag, von ${from} bis ${until} Uhr.`,
  goodbye: 'Auf Wiederhören.',

  away: 'Wir können Ihr Guthaben jetzt nicht nachsehen. Das liegt an uns.',
  lastKnown: (weekday, time) => `Das wissen wir von ${weekday}, ${time}.`,
  awayChoices: 'Noch einmal versuchen: drücken Sie 9. Ein Mensch: 0.',

  weCall: 'Guten Tag. Dies ist eine Nachricht über Ihre Energie.',
  confirmHeard: 'Haben Sie das gehört? Drücken Sie 1. Wiederholen: 9. Ein Mensch: 0.',
  heard: 'Danke.',
  spokenKeys: {
    '1': ['letzte zahlung', 'ja', 'eins'], '2': ['notkredit', 'zwei'], '3': ['zahlen', 'bezahlt', 'drei'], '4': ['gas', 'strom', 'vier'],
    '9': ['wiederholen', 'neun'], '0': ['mensch', 'jemand', 'null'],
  },
};
