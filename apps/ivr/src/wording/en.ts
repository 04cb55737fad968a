import type { Phrases } from './phrases.js';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

export const en: Phrases = {
  figures: {
    amount: (euro) => {
      const [whole = '0', cents = '00'] = euro.replace('-', '').split('.');
      if (whole === '0' && cents !== '00') return `${cents.replace(/^0/, '')} ${cents === '01' ? 'cent' : 'cents'}`;
      const unit = whole === '1' ? 'euro' : 'euros';
      return cents === '00' ? `${whole} ${unit}` : `${whole} ${unit} ${cents.replace(/^0/, '')}`;
    },
    days: (count) => (count === 1 ? '1 day' : `${count} days`),
    weekday: (number) => WEEKDAYS[number - 1] ?? '',
    date: (weekday, day, month) => `${weekday} ${day} ${MONTHS[month - 1] ?? ''}`,
    time: (hour, minute) => (minute === 0 ? `${hour} o’clock` : `${hour} ${minute < 10 ? `o ${minute}` : minute}`),
  },
  utility: { electricity: 'your electricity', gas: 'your gas', exclusive_night: 'your night electricity' },
  chooseThisLanguage: 'For English, press 4.',
  welcome: 'Welcome to your energy.',
  typePin: 'Enter your PIN.',
  typeConnection: 'Enter the last 13 digits of the E A N code. You find them on your meter.',
  thirteenDigits: 'We need 13 digits.',
  doesNotFit: 'That is not right. Please try again.',
  tooManyPins: 'We cannot try your PIN any more. A person will help you.',
  pinFirst: 'For that we need your PIN.',
  notUnderstood: 'We did not understand that.',

  supply: {
    on: (utility) => `${utility} is on.`,
    limited: (utility) => `${utility} is limited. Use few devices at a time.`,
    off: (utility) => `${utility} is off.`,
    ready: (utility) => `${utility} is ready. Press the button on your meter.`,
    tripped: (utility) => `${utility} has tripped: too many devices. Switch some off. Then press the button on your meter.`,
    unknown: (utility) => `We are not sure now whether ${utility} is on.`,
  },
  left: (days, weekday, amount) => `You have about ${days} left, until ${weekday}: ${amount}.`,
  leftLong: (days, amount) => `You have about ${days} left: ${amount}.`,
  leftToday: (amount) => `You have ${amount} left. It runs out today.`,
  leftOnly: (amount) => `You have ${amount} left.`,
  onEmergencyCredit: (available) => `You are using your emergency credit. You have ${available} of it left.`,
  usedUp: 'Your credit is used up.',
  payAtLeast: (amount) => `Pay at least ${amount}. Then we switch on again.`,
  payToStayOn: (amount) => `Pay at least ${amount}. Then it stays on.`,
  measured: (weekday) => `Measured up to and including ${weekday}.`,
  estimated: 'This is an estimate.',
  change: {
    on: (weekday, time) => `We switch on again on ${weekday} at ${time}.`,
    limited: (weekday, time) => `Without a payment your power is limited from ${weekday} at ${time}.`,
    off: (weekday, time) => `Without a payment it goes off on ${weekday} at ${time}.`,
  },
  noAccount: 'We find no meter in your name. A person will help you.',

  paymentIsIn: (amount, weekday, time) => `Your payment of ${amount} came in on ${weekday} at ${time}.`,
  switchingOn: (utility) => `We are switching ${utility} on.`,
  beSafe: {
    electricity: 'First switch off your oven and cooker.',
    gas: 'First close all gas taps. Then follow the steps on your meter.',
    exclusive_night: 'First switch off large devices.',
  },
  callIfStillOff: 'Still nothing after 15 minutes? Press 0.',

  menu: (other) => `Last payment: press 1. Emergency credit: press 2. To pay, or paid already: press 3.${other === null ? '' : ` For ${other}: press 4.`} Repeat: press 9. A person: press 0.`,
  lastPayment: (amount, weekday) => `Your last payment was ${amount}, on ${weekday}.`,
  noPayment: 'We have no payment from you yet.',
  paymentUnderWay: (weekday) => `You told us that you paid. We wait for it until ${weekday}.`,

  emergencyInUse: (available) => `Your emergency credit is on. You have ${available} of it left.`,
  emergencyByItself: (available) => `When your credit is used up, your emergency credit starts by itself. It is ${available}.`,
  emergencyOffer: (available) => `You can take ${available} of emergency credit. You pay it back with your next payment.`,
  yesOrBack: 'Yes: press 1. Back: press star.',
  emergencyLater: 'You still have credit. Emergency credit comes when it is almost used up.',
  emergencyUsedUp: 'Your emergency credit is all used. You pay it back with your next payment.',
  emergencyTaken: (available) => `Done. You now have ${available} of emergency credit.`,

  howToPay: (reference) => `Pay with your bank, in a shop or at a counter. Your reference is ${reference}.`,
  payChoices: 'A text message with a link: press 1. Paid already: press 2. Back: press star.',
  linkSent: 'We are sending you a text message with the link.',
  linkNotSent: 'We cannot send a text message to this number.',
  claimChannel: 'Paid with your bank: press 1. Paid at a counter: press 2.',
  claimAmount: 'How many euros? Enter the amount without cents, then the hash key.',
  claimKept: (weekday) => `Thank you. We wait for your payment until ${weekday}. Until then we do not switch off.`,
  claimKnown: 'We knew that already. We are waiting for your payment.',

  connecting: 'We are connecting you.',
  callBackNoted: 'We will call you back on this number.',
  callAgain: (helpLine, from, until) => `A person helps you on ${helpLine}, Monday to Friday, from ${from} to ${until} o’clock.`,
  goodbye: 'Goodbye.',

  away: 'We cannot look up your credit now. That is our fault.',
  lastKnown: (weekday, time) => `This is what we know from ${weekday}, ${time}.`,
  awayChoices: 'Try again: press 9. A person: press 0.',

  weCall: 'Hello. This is a message about your energy.',
  confirmHeard: 'Did you hear this? Press 1. Repeat: press 9. A person: press 0.',
  heard: 'Thank you.',
  spokenKeys: {
    '1': ['last payment', 'yes', 'one'], '2': ['emergency credit', 'emergency', 'two'], '3': ['pay', 'paid', 'three'], '4': ['gas', 'electricity', 'four'],
    '9': ['repeat', 'nine'], '0': ['person', 'somebody', 'zero'],
  },
};
