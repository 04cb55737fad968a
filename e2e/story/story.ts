// The story of one household, told against the started system over the wire: paid by bank files, measured, warned,
// limited and cut only when it is allowed, and back on after a top-up. Every step checks the books.
import { quarterHours } from './fluvius-file.ts';
import { type Account, type HomeAccount, Household } from './household.ts';
import { call, pause, startedSystem, type System } from './wire.ts';

const PHONE = '+32460001234';
const MAIL = 'an.peeters@example.org';
const NEIGHBOUR_MAIL = 'jan.claes@example.org';

let stepNumber = 0;

/** Prints one step. */
function tell(title: string, ...details: string[]): void {
  stepNumber += 1;
  console.log(`\n${String(stepNumber).padStart(2)}. ${title}`);
  for (const detail of details) console.log(`    ${detail}`);
}

/** Ends the story when something is not as it must be. */
function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`The story broke: ${what}`);
  console.log(`    ✓ ${what}`);
}

function words(account: Account): string {
  const days = account.daysLeft === null ? '' : `, ${account.daysLeft} days left`;
  return `${account.utility}: ${account.balanceEuro} EUR, debt ${account.debtEuro} EUR, ${account.creditState}${days}; wanted ${account.desiredSupply}, meter says ${account.confirmedSupply}`;
}

async function books(home: Household): Promise<void> {
  const books = await home.ledgerDifference();
  must(books.differenceEuro === '0.00' && books.problems.length === 0, `ledger verify: ${books.differenceEuro} (${books.accounts} accounts, ${books.entries} entries)`);
}

/** A world of its own in October 2021, where the quarter-hours of the export are from; nobody acts there but the story. */
async function openHousehold(system: System): Promise<Household> {
  const { apiUrl, simulatorUrl, sandboxKey } = system;
  const world = await call<{ worldId: string }>(`${apiUrl}/v1/sandbox/worlds`, { key: sandboxKey, body: { name: 'story', now: '2021-10-11T22:30:00Z', automatic: false } });
  const tenant = await call<{ tenantId: string; apiKey: string }>(`${apiUrl}/v1/sandbox/tenants`, {
    key: sandboxKey,
    body: { world: world.worldId, name: 'Net van het verhaal', kind: 'social_supplier', region: 'flanders' },
  });
  const made = await call<{ accounts: { accountId: string; utility: string; reference: string; meterSerial: string; ean: string }[] }>(`${apiUrl}/v1/sandbox/households`, {
    key: sandboxKey,
    body: {
      tenant: tenant.tenantId,
      customer: { name: 'An Peeters', phone: PHONE, email: MAIL, language: 'nl' },
      address: { street: 'Kouter', houseNumber: '7', postcode: '9240', town: 'Zele' },
      electricity: { registers: { offtake1: 1_000_000, offtake2: 2_000_000, injection1: 0, injection2: 0 }, dayNight: true, debts: { supplyEuro: '60.00' }, openingCreditEuro: '0.00' },
      gas: { registers: { offtake1: 500_000 }, debts: { supplyEuro: '75.00' }, openingCreditEuro: '0.00' },
      contractFrom: '2021-10-12',
    },
  });
  const neighbour = await openNeighbour(system, tenant.tenantId);
  const of = (utility: string) => {
    const account = made.accounts.find((one) => one.utility === utility);
    if (account === undefined) throw new Error(`no ${utility}`);
    return account;
  };
  await call(`${simulatorUrl}/control/worlds/${world.worldId}/learn`, { body: {} });
  return new Household({ system, worldId: world.worldId, apiKey: tenant.apiKey, electricity: of('electricity'), gas: of('gas'), neighbour, phone: PHONE, mail: MAIL });
}

/** A neighbour without a mobile telephone: messages go by mail. */
async function openNeighbour(system: System, tenant: string): Promise<HomeAccount> {
  const made = await call<{ accounts: HomeAccount[] }>(`${system.apiUrl}/v1/sandbox/households`, {
    key: system.sandboxKey,
    body: {
      tenant,
      customer: { name: 'Jan Claes', email: NEIGHBOUR_MAIL, language: 'fr' },
      address: { street: 'Kouter', houseNumber: '9', postcode: '9240', town: 'Zele' },
      electricity: { registers: { offtake1: 3_000_000 }, openingCreditEuro: '30.00' },
      contractFrom: '2021-10-12',
    },
  });
  const account = made.accounts[0];
  if (account === undefined) throw new Error('no neighbour');
  return account;
}

async function both(home: Household): Promise<{ electricity: Account; gas: Account }> {
  return { electricity: await home.account('electricity'), gas: await home.account('gas') };
}

async function paidByBankFiles(home: Household): Promise<void> {
  const coda = await home.transfer('coda', 'electricity', '20.00');
  const camt = await home.transfer('camt', 'gas', '25.00');
  const { electricity, gas } = await both(home);
  tell('The household pays by transfer: 20 EUR for electricity in a CODA file, 25 EUR for gas in a camt.053 file', JSON.stringify(coda), JSON.stringify(camt), words(electricity), words(gas));
  must(electricity.balanceEuro === '13.00', 'of 20 EUR with debt, 7 EUR repay and 13 EUR are credit');
  must(gas.balanceEuro === '16.25', 'of 25 EUR with debt, 8.75 EUR repay and 16.25 EUR are credit');
  await books(home);
}

async function quarterHoursBecomeDays(home: Household): Promise<void> {
  await home.moveClockTo('2021-10-22T01:00:00Z');
  const file = quarterHours(home.electricity);
  const taken = await call<{ verdict: string; days: string[]; readings: number }>(`${home.system.apiUrl}/v1/meter-readings`, { key: home.apiKey, text: file.text, contentType: 'text/csv' });
  await registersOfTenDays(home);
  await home.runDay('2021-10-21');
  const { electricity, gas } = await both(home);
  tell(`Quarter-hours (${file.source}) become days and are rated`, `verdict ${taken.verdict}: ${taken.days.join(' ')}`, words(electricity), words(gas));
  must(taken.days.length === 10, 'ten days were read');
  must(electricity.desiredSupply === 'on' && gas.desiredSupply === 'on', 'nobody loses supply on days that are partly unknown');
  await books(home);
}

/** Gas and the neighbour's electricity of the same days, as the MDM's register file; the gas meter has counted as much. */
async function registersOfTenDays(home: Household): Promise<void> {
  const rows = ['ean;register;day;wh;quality'];
  for (let day = 12; day <= 21; day += 1) rows.push(`${home.gas.ean};24.2.3;2021-10-${day};${500_000 + (day - 11) * 900};measured`);
  for (let day = 12; day <= 21; day += 1) rows.push(`${home.neighbour.ean};1.8.0;2021-10-${day};${3_000_000 + (day - 11) * 6_500};measured`);
  await call(`${home.system.apiUrl}/v1/meter-readings`, { key: home.apiKey, text: `${rows.join('\n')}\n`, contentType: 'text/csv' });
  await home.use('gas', 9_000);
}

/** The day's use is on the meter; the MDM delivers it the next night. */
async function useAndDeliver(home: Household, day: string, nextMorning: string, electricityWh: number, gasDm3: number): Promise<void> {
  await home.use('electricity', electricityWh);
  await home.use('gas', gasDm3);
  await home.moveClockTo(nextMorning);
  await home.deliverReadings(day);
}

async function fridayEvening(home: Household): Promise<void> {
  await home.moveClockTo('2021-10-22T17:00:00Z');
  await useAndDeliver(home, '2021-10-22', '2021-10-23T00:30:00Z', 120_000, 30_000);
  await home.moveClockTo('2021-10-23T09:00:00Z');
  const { electricity, gas } = await both(home);
  tell('Friday evening everything is used up; the readings come on Saturday night', words(electricity), words(gas));
  must(electricity.creditState === 'exhausted' && gas.creditState === 'exhausted', 'credit and emergency credit are used up');
  must(electricity.desiredSupply === 'limited' && gas.desiredSupply === 'off', 'electricity is to fall to 10 A, gas is to close');
  must(electricity.confirmedSupply === 'on' && gas.confirmedSupply === 'on', 'on Saturday both are still on');
  must(electricity.nextChange?.at === '2021-10-25T08:00:00.000Z' && gas.nextChange?.at === '2021-10-25T08:00:00.000Z', 'nothing happens before Monday 25 October, 10:00');
  await books(home);
}

async function weekend(home: Household): Promise<void> {
  await useAndDeliver(home, '2021-10-23', '2021-10-24T00:30:00Z', 4_000, 1_000);
  await useAndDeliver(home, '2021-10-24', '2021-10-25T00:30:00Z', 4_000, 1_000);
  await home.moveClockTo('2021-10-25T07:55:00Z');
  const { electricity, gas } = await both(home);
  const messages = [...(await home.messages()), ...(await home.messagesTo(NEIGHBOUR_MAIL))];
  tell('The weekend passes, the warnings are out', words(electricity), words(gas), ...messages.map((m) => `${m.at} ${m.channel}: ${m.text.replaceAll(/\s+/g, ' ').slice(0, 160)}`));
  must(electricity.confirmedSupply === 'on' && gas.confirmedSupply === 'on', 'on Monday at 09:55 both are still on');
  must(messages.some((m) => m.channel === 'sms' && m.text.includes('beperkt')), 'the customer was warned by SMS');
  must(messages.some((m) => m.channel === 'mail' && /jours/.test(m.text)), 'the neighbour without a mobile telephone reads the days left by mail, in French');
  await books(home);
}

async function mondayHeld(home: Household): Promise<void> {
  await home.moveClockTo('2021-10-25T12:30:00Z');
  const { electricity, gas } = await both(home);
  const why = await call<{ gates: { gate: string; passed: boolean; sentence: string }[] }>(`${home.system.apiUrl}/v1/accounts/${home.electricity.accountId}/explain?language=en`, { key: home.apiKey });
  tell('On Monday the window opens and closes: the gates hold it', words(electricity), words(gas), ...why.gates.filter((g) => !g.passed).map((g) => `gate ${g.gate}: ${g.sentence}`));
  must(electricity.confirmedSupply === 'on' && gas.confirmedSupply === 'on', 'with only one warning a day old, nothing is cut');
  await books(home);
}

async function tuesdayWindow(home: Household): Promise<void> {
  await useAndDeliver(home, '2021-10-25', '2021-10-26T00:30:00Z', 3_000, 500);
  // The gas meter wakes once an hour: an order that it slept through is sent again, and its answer is an hour later.
  await home.moveClockTo('2021-10-26T11:40:00Z');
  const { electricity, gas } = await both(home);
  tell('On Tuesday two warnings are a day old: inside the window the orders leave', words(electricity), words(gas));
  must(electricity.confirmedSupply === 'limited', 'electricity fell to 10 A, confirmed by a read-back');
  must(gas.confirmedSupply === 'off', 'gas is closed, confirmed by a read-back');
  await books(home);
}

async function topUp(home: Household): Promise<void> {
  const paidAt = '2021-10-26T12:00:00Z';
  await home.moveClockTo(paidAt);
  const electricityPaid = await home.payAtTerminal('electricity', '20.00', paidAt);
  const gasPaid = await home.payAtTerminal('gas', '20.00', paidAt);
  const split = (paid: { parts: { to: string; amountEuro: string }[] }): string => paid.parts.map((part) => `${part.amountEuro} to ${part.to}`).join(', ');
  tell('A top-up of 20 EUR each at a shop', `electricity: ${split(electricityPaid)}`, `gas: ${split(gasPaid)}`);
  must(split(electricityPaid).includes('7.00') && split(electricityPaid).includes('13.00'), 'electricity: 7 EUR repay, 13 EUR are credit');
  await home.moveClockTo('2021-10-26T14:00:00Z');
  const { electricity, gas } = await both(home);
  tell('Two hours later', words(electricity), words(gas));
  must(electricity.confirmedSupply === 'on', 'electricity is back on, read back from the meter');
  must(gas.confirmedSupply === 'ready', 'gas is ready: the customer presses');
  await books(home);
}

async function pressed(home: Household): Promise<void> {
  await call(`${home.system.simulatorUrl}/control/meters/${home.gas.meterSerial}/press`, { body: {} });
  for (let waited = 0; waited < 50 && (await home.account('gas')).confirmedSupply !== 'on'; waited += 1) await pause(200);
  await home.moveClockTo('2021-10-26T15:30:00Z');
  const gas = await home.account('gas');
  const messages = await home.messages();
  tell('The customer presses the button of the gas meter', words(gas), ...messages.slice(0, 4).map((m) => `${m.at} ${m.channel}: ${m.text.replaceAll(/\s+/g, ' ').slice(0, 160)}`));
  must(gas.confirmedSupply === 'on', 'gas is on, read back from the meter');
  must(messages.some((m) => m.at >= '2021-10-26T12:00:00'), 'the customer was told');
  await books(home);
}

const system = startedSystem();
const home = await openHousehold(system);
tell('An Peeters in Zele has electricity and gas on prepayment', words(await home.account('electricity')), words(await home.account('gas')));
await paidByBankFiles(home);
await quarterHoursBecomeDays(home);
await fridayEvening(home);
await weekend(home);
await mondayHeld(home);
await tuesdayWindow(home);
await topUp(home);
await pressed(home);
console.log('\nThe story holds.');
