import type { TextPhrases } from './text-phrases.js';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

export const en: TextPhrases = {
  utility: { electricity: 'Power', gas: 'Gas', exclusive_night: 'Night power' },
  supply: { on: 'on', limited: 'limited', off: 'off', ready: 'press the button', tripped: 'tripped', unknown: 'state not sure' },
  amount: (euro) => `${euro.replace('-', '')} euro`,
  day: (weekday, day, month) => `${WEEKDAYS[weekday - 1] ?? ''} ${day}/${month}`,
  left: (days, until, amount) => `${days} ${days === 1 ? 'day' : 'days'} left (until ${until}), ${amount}`,
  leftOnly: (amount) => `${amount} left`,
  onEmergencyCredit: (available) => `emergency credit, ${available} left`,
  usedUp: 'credit used up',
  measured: (day) => `Measured to ${day}.`,
  lastPayment: (amount, day) => `Your energy: your last payment was ${amount}, on ${day}.`,
  noPayment: 'Your energy: we have no payment from you yet.',
  emergencyByItself: (available) => `Your energy: when your credit is used up, emergency credit starts by itself. It is ${available}.`,
  emergencyInUse: (available) => `Your energy: your emergency credit is on. You have ${available} of it left.`,
  emergencyOffer: (available) => `Your energy: you can take ${available} of emergency credit. You pay it back with your next payment. Agreed? Reply CREDIT YES.`,
  emergencyTaken: (available) => `Done. You now have ${available} of emergency credit. If it was off, we switch on. First switch off oven and cooker.`,
  emergencyLater: 'Your energy: you still have credit. Emergency credit comes when it is almost used up.',
  emergencyUsedUp: 'Your energy: your emergency credit is all used. You pay it back with your next payment.',
  stopped: (helpLine) => `No more ordinary messages. Messages about off, on and safety still come. Back? Reply START. Help: ${helpLine}.`,
  started: 'You get all messages about your energy again. To stop, reply STOP.',
  languageSet: 'Our messages come in English from now on.',
  languageWhich: 'Choose: reply LANGUAGE NL, LANGUAGE FR, LANGUAGE DE or LANGUAGE EN.',
  help: (helpLine) => `Reply BALANCE, LAST (payment), CREDIT (emergency), LANGUAGE, STOP or START. To speak to a person call ${helpLine}, free.`,
  unknown: (helpLine) => `We do not know that word. Reply BALANCE, LAST, CREDIT, LANGUAGE, STOP or HELP, or call ${helpLine}, free.`,
  away: (helpLine) => `We cannot look that up now. That is our fault. Please try again later, or call ${helpLine}, free.`,
};
