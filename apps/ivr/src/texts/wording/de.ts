import type { TextPhrases } from './text-phrases.js';

const WEEKDAYS = ['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'];

export const de: TextPhrases = {
  utility: { electricity: 'Strom', gas: 'Gas', exclusive_night: 'Nachtstrom' },
  supply: { on: 'an', limited: 'begrenzt', off: 'aus', ready: 'Knopf drücken', tripped: 'ausgefallen', unknown: 'Stand nicht sicher' },
  amount: (euro) => `${euro.replace('-', '').replace('.', ',')} Euro`,
  day: (weekday, day, month) => `${WEEKDAYS[weekday - 1] ?? ''} ${day}.${month}.`,
  left: (days, until, amount) => `noch ${days} ${days === 1 ? 'Tag' : 'Tage'} (bis ${until}), ${amount}`,
  leftOnly: (amount) => `noch ${amount}`,
  onEmergencyCredit: (available) => `Notkredit, noch ${available}`,
  usedUp: 'Guthaben aufgebraucht',
  measured: (day) => `Gemessen bis ${day}`,
  lastPayment: (amount, day) => `Ihre Energie: Ihre letzte Zahlung war ${amount}, am ${day}`,
  noPayment: 'Ihre Energie: Wir haben noch keine Zahlung von Ihnen.',
  emergencyByItself: (available) => `Ihre Energie: Ist das Guthaben aufgebraucht, beginnt der Notkredit von selbst. Das sind ${available}.`,
  emergencyInUse: (available) => `Ihre Energie: Der Notkredit ist an. Davon haben Sie noch ${available}.`,
  emergencyOffer: (available) => `Ihre Energie: Sie können ${available} Notkredit nehmen. Sie zahlen ihn mit der nächsten Zahlung zurück. Ja? Antwort: NOT JA.`,
  emergencyTaken: (available) => `Erledigt: ${available} Notkredit. War es aus? Wir schalten ein. Bitte zuerst Herd und Ofen ausschalten.`,
  emergencyLater: 'Ihre Energie: Sie haben noch Guthaben. Notkredit gibt es, wenn es fast aufgebraucht ist.',
  emergencyUsedUp: 'Ihre Energie: Der Notkredit ist ganz aufgebraucht. Sie zahlen ihn mit der nächsten Zahlung zurück.',
  stopped: (helpLine) => `Keine gewöhnlichen Nachrichten mehr. Nachrichten über aus, an und Sicherheit kommen weiter. Zurück: START. Hilfe: ${helpLine}.`,
  started: 'Sie bekommen wieder alle Nachrichten über Ihre Energie. Beenden? Antwort STOP.',
  languageSet: 'Unsere Nachrichten kommen jetzt auf Deutsch.',
  languageWhich: 'Wählen Sie: SPRACHE NL, SPRACHE FR, SPRACHE DE oder SPRACHE EN.',
  help: (helpLine) => `Antwort STAND, LETZTE (Zahlung), NOT (Notkredit), SPRACHE, STOP oder START. Ein Mensch? Gratis anrufen: ${helpLine}.`,
  unknown: (helpLine) => `Das Wort kennen wir nicht. Antwort STAND, LETZTE, NOT, SPRACHE, STOP oder HILFE, oder gratis anrufen: ${helpLine}.`,
  away: (helpLine) => `Wir können das jetzt nicht nachsehen. Das liegt an uns. Später noch einmal versuchen, oder gratis anrufen: ${helpLine}.`,
};
