// The story of people who have a telephone and nothing else, told against the started system over the wire: each hears
// the balance, the emergency credit, pays or says so, and hears that the power is on, in four languages.
import { startedSystem } from '../story/wire.ts';
import { Caller, text, validateDocuments } from './caller.ts';
import { accountOf, LANGUAGES, liveOneDay, moveClock, openWorld, payWithLink, SCENES, textsOf, waitForSupply, type Home, type Language, type Scene, type World } from './homes.ts';

const LONGEST_TO_BALANCE_SECONDS = 25;

/** The words that the story listens for. */
const WORDS: Record<Language, { weCall: string; thanks: string; left: string; emergencyLeft: string; taken: string; limited: string; off: string; on: string; switchOffFirst: string; paid: string; kept: string; link: string; yes: string }> = {
  nl: { weCall: 'Dit is een bericht over uw energie', thanks: 'Dank u', left: 'nog 32 euro', emergencyLeft: 'Uw noodkrediet staat aan', taken: 'Gelukt', limited: 'elektriciteit is beperkt', off: 'elektriciteit staat uit', switchOffFirst: 'Zet eerst oven en kookplaat uit', on: 'elektriciteit staat aan', paid: 'Uw betaling van 100 euro is binnen', kept: 'Wij wachten op uw betaling', link: 'sms met de link', yes: 'SALDO' },
  fr: { weCall: 'Voici un message sur votre énergie', thanks: 'Merci', left: 'reste 32 euros', emergencyLeft: 'Votre crédit de secours est actif', taken: 'C’est fait', limited: 'courant est limité', off: 'courant est coupé', switchOffFirst: 'Éteignez d’abord le four et la plaque', on: 'courant est ouvert', paid: 'Votre paiement de 100 euros est arrivé', kept: 'Nous attendons votre paiement', link: 'SMS avec le lien', yes: 'SOLDE' },
  de: { weCall: 'Dies ist eine Nachricht über Ihre Energie', thanks: 'Danke', left: 'noch 32 Euro', emergencyLeft: 'Ihr Notkredit ist an', taken: 'Erledigt', limited: 'Strom ist begrenzt', off: 'Strom ist aus', switchOffFirst: 'Schalten Sie zuerst Herd und Ofen aus', on: 'Strom ist an', paid: 'Ihre Zahlung von 100 Euro ist da', kept: 'Wir warten auf Ihre Zahlung', link: 'SMS mit dem Link', yes: 'STAND' },
  en: { weCall: 'This is a message about your energy', thanks: 'Thank you', left: '32 euros of it left', emergencyLeft: 'Your emergency credit is on', taken: 'Done', limited: 'electricity is limited', off: 'electricity is off', switchOffFirst: 'First switch off your oven and cooker', on: 'electricity is on', paid: 'Your payment of 100 euros came in', kept: 'We wait for your payment', link: 'text message with the link', yes: 'BALANCE' },
};

function tell(title: string): void {
  console.log(`\n== ${title}`);
}

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`The story broke: ${what}`);
  console.log(`    ✓ ${what}`);
}

/** Flanders: the emergency credit started by itself. The caller hears what is left of it, says "I have paid", and gets a link. */
async function flemishCall(world: World, home: Home): Promise<void> {
  const { left, emergencyLeft, kept, link } = WORDS[home.language];
  tell(`${home.language}: a customer in Flanders calls from a plain telephone`);
  const caller = new Caller(world.system, home.number);
  await caller.ring();
  must((await caller.press(home.pin)).includes(left), 'the balance is heard before the menu');
  const seconds = caller.secondsUntil(left);
  must(seconds <= LONGEST_TO_BALANCE_SECONDS, `after ${seconds.toFixed(1)} seconds of spoken text`);
  must((await caller.press('2')).includes(emergencyLeft), 'what is left of the emergency credit');
  await caller.press('3');
  must((await caller.press('1')).includes(link), 'a link to pay comes by SMS');
  await caller.press('3');
  await caller.press('2');
  await caller.press('1');
  must((await caller.press('20')).includes(kept), '"I have paid" is kept');
}

/** The SMS with the link has come; the payment does what it says, and the words for the balance work by SMS. */
async function paysAndTexts(world: World, home: Home): Promise<void> {
  tell(`${home.language}: the link has come, the customer pays, and asks for the balance by SMS`);
  const [message = ''] = await textsOf(world, home);
  console.log(`    SMS < ${message}`);
  const [link = ''] = /https?:\/\/\S+\/pay\/\S+/.exec(message) ?? [];
  must(link !== '', 'the SMS holds a link to pay with');
  const { balanceEuro } = await payWithLink(world, home, link, '20.00');
  must(balanceEuro === '13.00', 'paid by Bancontact: of 20 EUR with debt, 7 EUR repay and 13 EUR are credit');
  must(/13[,.]00 euro/i.test(await text(world.system, home, WORDS[home.language].yes.toLowerCase())), 'the SMS answers with the same figure');
}

/** A telephone that takes no SMS rings with the warning, and a key says that it was heard. */
async function calledByUs(world: World, home: Home): Promise<void> {
  const { weCall, thanks } = WORDS[home.language];
  tell(`${home.language}: the telephone on the wall rings, with the warning`);
  const person = new Caller(world.system, home.number);
  must((await person.pickUp(home)).includes(weCall), 'who calls, and what for');
  must((await person.press('1')).includes(thanks), 'the key says that it was heard');
}

/** Wallonia: credit has ended, and the emergency credit has to be asked for. The caller takes it, gets a link, and pays. */
async function walloonCall(world: World, home: Home): Promise<void> {
  const { on, taken } = WORDS[home.language];
  tell(`${home.language}: a customer in Wallonia, whose credit has ended, calls`);
  const caller = new Caller(world.system, home.number);
  await caller.ring();
  must((await caller.press(home.pin)).includes(on), 'the line says that it is on');
  await caller.press('2');
  must((await caller.press('1')).includes(taken), 'the emergency credit is taken');
  must((await accountOf(world, home)).creditState === 'emergency', 'the account is on emergency credit');
  await paysByLink(world, home, caller, '20.00');
  const heard = await caller.press('9');
  must(heard.includes(on) && /19 euro/i.test(heard), 'the line says that it is on, and the new balance');
}

/** The caller asks for a link, which comes by SMS, and pays with it. */
async function paysByLink(world: World, home: Home, caller: Caller, amountEuro: string): Promise<void> {
  await caller.press('3');
  must((await caller.press('1')).includes(WORDS[home.language].link), 'a link to pay comes by SMS');
  const [message = ''] = await textsOf(world, home);
  console.log(`    SMS < ${message}`);
  const { balanceEuro } = await payWithLink(world, home, /https?:\/\/\S+/.exec(message)?.[0] ?? '', amountEuro);
  console.log(`    (paid ${amountEuro} EUR by Bancontact; the balance is ${balanceEuro} EUR)`);
}

/** A home with less supply: the caller hears what brings it back, pays, and hears that the payment is in and what to switch off. */
async function callWithLessSupply(world: World, home: Home, supply: 'limited' | 'off'): Promise<void> {
  const { [supply]: lessSupply, paid, switchOffFirst } = WORDS[home.language];
  tell(`${home.language}: a customer whose power is ${supply === 'off' ? 'off' : 'limited to 10 A'} calls, gets a link and pays`);
  const caller = new Caller(world.system, home.number);
  await caller.ring();
  must((await caller.press(home.pin)).includes(lessSupply), `the line says that it is ${supply}, and what brings it back`);
  await paysByLink(world, home, caller, '100.00');
  const heard = await caller.press('9');
  if ((await accountOf(world, home)).confirmedSupply === 'on') return must(heard !== '', 'the meter was quicker than the caller');
  must(heard.includes(paid), 'the payment is in and the power is being switched on');
  must(heard.includes(switchOffFirst), 'what to switch off before the power returns');
}

async function powerIsOn(world: World, home: Home): Promise<void> {
  tell(`${home.language}: the power is back`);
  const caller = new Caller(world.system, home.number);
  await caller.ring();
  must((await caller.press(home.pin)).includes(WORDS[home.language].on), 'the line says that it is on');
}

/** A caller without a known number types the connection. */
async function strangerCalls(world: World, home: Home): Promise<void> {
  tell(`${home.language}: the same customer calls from a neighbour’s telephone`);
  const caller = new Caller(world.system, null);
  await caller.ring();
  await caller.press(String(LANGUAGES.indexOf(home.language) + 1));
  await caller.press(home.ean.slice(-13));
  must((await caller.press('0815')) !== '', 'a wrong PIN opens nothing');
  must((await caller.press(home.pin)).includes(WORDS[home.language].on), 'the right one does');
}

/** Homes without anything left are warned, and get less supply in the first window that every gate opens. */
async function loseSupply(world: World, limited: readonly Home[], off: readonly Home[]): Promise<void> {
  tell('Homes that used up everything are warned: in Flanders they fall to 10 A, in Wallonia they go off');
  const standsAs = async (home: Home, supply: string): Promise<boolean> => (await accountOf(world, home)).confirmedSupply === supply;
  for (let day = 13; day < 22; day += 1) {
    await liveOneDay(world, `2026-10-${day}`, `2026-10-${day + 1}`);
    const standing = await Promise.all([...limited.map((home) => standsAs(home, 'limited')), ...off.map((home) => standsAs(home, 'off'))]);
    console.log(`    2026-10-${day}: ${standing.filter(Boolean).length} of ${standing.length} homes have less supply`);
    if (standing.every(Boolean)) break;
  }
  for (const home of limited) must(await standsAs(home, 'limited'), `${home.language}: limited, read back from the meter`);
  for (const home of off) must(await standsAs(home, 'off'), `${home.language}: off, read back from the meter`);
}

const isQuick = process.argv.includes('--quick');
const world = await openWorld(startedSystem(), isQuick ? ['nl', 'fr'] : LANGUAGES, isQuick ? ['on_emergency_credit', 'may_ask', 'landline'] : SCENES);
const homesOf = (scene: Scene): readonly Home[] => world.homes.filter((home) => home.scene === scene);

for (const home of homesOf('on_emergency_credit')) await flemishCall(world, home);
for (const home of homesOf('on_emergency_credit')) await paysAndTexts(world, home);
for (const home of homesOf('may_ask')) await walloonCall(world, home);
await moveClock(world, { until: '2026-10-13T06:05:00Z' });
for (const home of homesOf('landline')) await calledByUs(world, home);
if (!isQuick) {
  const [limited, off] = [homesOf('used_up'), homesOf('used_up_walloon')];
  await loseSupply(world, limited, off);
  for (const home of limited) await callWithLessSupply(world, home, 'limited');
  for (const home of off) await callWithLessSupply(world, home, 'off');
  for (const home of [...limited, ...off]) await waitForSupply(world, home, 'on');
}
for (const home of isQuick ? homesOf('may_ask') : [...homesOf('used_up'), ...homesOf('used_up_walloon')]) await powerIsOn(world, home);
for (const home of homesOf('may_ask').slice(0, 1)) await strangerCalls(world, home);
console.log(`\n${await validateDocuments()} TwiML documents are valid.\nThe story by phone holds.`);
