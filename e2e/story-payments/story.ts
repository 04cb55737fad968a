// The story of one household that is paid for in every way there is, told against the started system over the wire: by
// transfer, card, Bancontact, terminal, counter, deposit slip and a helper's link; one payment is taken back after seven
// weeks, one is disputed, one waits in suspense until a person assigns it. After every step the books are proven.
import fs from 'node:fs';
import { call, startedSystem } from '../story/wire.ts';
import { depositSlipFile, recallFile } from './bank-paper.ts';
import { type Account, PayingHousehold, until } from './household.ts';

const MONDAY = '2026-03-02T08:00:00Z';
/** The quick form leaves out what costs time and nothing else: the days that pass, and the half minute until the provider is asked. */
const quick = process.argv.includes('--quick');
const LATER = quick ? { words: 'Four days later', day: '2026-03-06' } : { words: 'Seven weeks later', day: '2026-04-20' };

let stepNumber = 0;

function tell(title: string, ...details: string[]): void {
  stepNumber += 1;
  console.log(`\n${String(stepNumber).padStart(2)}. ${title}`);
  for (const detail of details) console.log(`    ${detail}`);
}

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`The story broke: ${what}`);
  console.log(`    ✓ ${what}`);
}

function words(account: Account): string {
  return `balance ${account.balanceEuro} EUR, debt of taken-back money ${account.debts.returnedEuro} EUR, supply wanted ${account.desiredSupply}`;
}

/** Every step ends here: the balance is what was paid, nobody was cut, and the ledger sums to zero. */
async function proven(home: PayingHousehold, balanceEuro: string, returnedEuro = '0.00'): Promise<void> {
  const account = await home.account();
  must(account.balanceEuro === balanceEuro && account.debts.returnedEuro === returnedEuro && account.desiredSupply === 'on', words(account));
  const books = await home.ask<{ differenceEuro: string; problems: unknown[]; entries: number }>('/v1/ledger/verify');
  must(books.differenceEuro === '0.00' && books.problems.length === 0, `ledger verify: ${books.differenceEuro} (${books.entries} entries)`);
}

async function byTransfer(home: PayingHousehold): Promise<void> {
  tell('By transfer, in a CODA file of 20 EUR and a camt.053 file of 21 EUR');
  await home.transfer('coda', '20.00');
  await home.transfer('camt', '21.00');
  await proven(home, '41.00');
}

async function byCard(home: PayingHousehold): Promise<void> {
  tell('The customer signs in with a code by SMS and pays 22 EUR by card; each event comes four times, late and in any order');
  await home.signIn();
  await home.webhooks({ duplicates: 3, latestMs: 300 });
  const checkout = await home.payCheckout({ accountId: home.home.accountId }, '22.00', 'card');
  await proven(home, '63.00');
  disputed = checkout.id;
}

async function byBancontact(home: PayingHousehold): Promise<void> {
  tell(quick ? 'By Bancontact, 23 EUR' : 'By Bancontact, 23 EUR: every webhook is lost, the provider is asked instead');
  await home.webhooks(quick ? {} : { lost: true });
  await home.payCheckout({ accountId: home.home.accountId }, '23.00', 'bancontact');
  await home.webhooks({});
  await proven(home, '86.00');
}

interface Receipt {
  readonly result: string;
  readonly receipt: object;
}

async function byTerminal(home: PayingHousehold, secret: string): Promise<void> {
  const digits = home.home.ean.slice(-13);
  const order = { transactionId: `T-${home.reference}-1`, terminalId: 'SHOP-7', reference: digits, amountEuro: '24.00', paidAt: MONDAY };
  const online = await home.fromAcquirer<Receipt>(secret, '', 'application/json', JSON.stringify(order));
  tell('At a terminal in a shop, 24 EUR by the thirteen digits on the meter', JSON.stringify(online.receipt));
  must(online.result === 'booked' && Object.keys(online.receipt).join() === 'amountEuro,reference,paidAt', 'the receipt says amount, reference and time, and nothing else');
  const file = ['H;XENTA;2026-03-01', `P;${order.transactionId};SHOP-7;${digits};24.00;${MONDAY}`, `P;T-${home.reference}-2;SHOP-8;${digits};2.00;2026-03-01T22:30:00+01:00`, 'T;2;26.00'];
  const batch = await home.fromAcquirer<{ booked: number; duplicates: number }>(secret, '/batches', 'text/csv', file.join('\n'));
  must(batch.booked === 1 && batch.duplicates === 1, 'the daily file brings one offline payment of 2 EUR, and knows the other');
  await proven(home, '112.00');
}

async function withCash(home: PayingHousehold): Promise<void> {
  const counter = await home.atCounter('25.00', MONDAY);
  const slip = await home.bankFile(depositSlipFile(home.paper('2026-03-02', 1), 2_600, home.reference));
  tell('With cash: 25 EUR at the counter, 26 EUR with a deposit slip at the post office', `counter: ${counter.result}`, `bank file of the post office: ${JSON.stringify(slip.booked)}`);
  must(counter.result === 'booked' && slip.booked.count === 1, 'both are booked');
  await proven(home, '163.00');
}

async function byHelper(home: PayingHousehold): Promise<void> {
  const { url } = await home.asCustomer<{ url: string }>('/v1/customer/payment-links', { accountId: home.home.accountId });
  const secret = url.split('/').at(-1) ?? '';
  const seen = await call<object>(`${home.system.apiUrl}/v1/payment-links/${secret}`);
  tell('A sister pays 27 EUR with a link, without any login');
  must(!JSON.stringify(seen).includes('Verbeke') && !/balance|debt/i.test(JSON.stringify(seen)), 'she sees no name, no balance and no debt');
  await home.payCheckout({ paymentLink: secret }, '27.00', 'bancontact');
  await proven(home, '190.00');
}

interface Suspense {
  readonly items: { readonly id: string; readonly amountEuro: string; readonly why: string }[];
}

async function inSuspense(home: PayingHousehold): Promise<void> {
  await home.transfer('coda', '28.00', 'unknown_reference');
  const waiting = (await home.ask<Suspense>('/v1/suspense')).items.find(({ amountEuro }) => amountEuro === '28.00');
  tell('A transfer of 28 EUR with a reference of nobody waits in suspense', `why: ${waiting?.why ?? 'it is not there'}`);
  await proven(home, '190.00');
  await home.ask(`/v1/suspense/${waiting?.id ?? ''}/assign`, { accountId: home.home.accountId });
  tell('A person assigns it');
  await proven(home, '218.00');
}

async function paidOut(home: PayingHousehold): Promise<void> {
  const payout = await home.outside<{ payoutId: string; amountEuro: string }>('stripe/payout', { world: home.worldId, tenant: home.tenant.tenantId });
  tell('The card provider pays out what it holds; the line stands on the bank statement', `${payout.payoutId}: ${payout.amountEuro} EUR`);
  must(payout.amountEuro === '72.00', 'it is 22 + 23 + 27 EUR');
  const lines = await until(() => home.payments(), (payments) => payments.some(({ why }) => why === 'payout'), 'the payout was found on the statement');
  must(lines.some(({ channel, amountEuro, state }) => channel === 'bank' && amountEuro === '72.00' && state === 'booked'), 'the bank line closes the clearing account of the provider');
  const { items } = await home.ask<Suspense>('/v1/suspense');
  must(items.length === 0, 'nothing is left in suspense');
  await proven(home, '218.00');
}

async function takenBack(home: PayingHousehold): Promise<void> {
  await home.moveClockTo(`${LATER.day}T08:00:00Z`);
  const file = await home.bankFile(recallFile(home.paper(LATER.day, 2), 2_100, home.reference));
  tell(`${LATER.words} the bank takes back the transfer of 21 EUR`, JSON.stringify(file.reversed));
  must(file.reversed.count === 1, 'it is booked against the payment that it undoes');
  await proven(home, '218.00', '21.00');
}

let disputed = '';

async function disputedAndWon(home: PayingHousehold): Promise<void> {
  await home.outside('stripe/dispute', { checkoutId: disputed });
  await until(() => home.account(), ({ debts }) => debts.returnedEuro === '43.00', 'the dispute is booked');
  tell('The bank of the card disputes the 22 EUR: a debt, and nobody is cut for it');
  await proven(home, '218.00', '43.00');
  await home.outside('stripe/close-dispute', { checkoutId: disputed, outcome: 'won' });
  await until(() => home.account(), ({ debts }) => debts.returnedEuro === '21.00', 'the won dispute is booked');
  tell('The dispute is won: the debt is gone again');
  await proven(home, '218.00', '21.00');
}

/** The day closes: what came in over every channel is booked, and nothing waits. */
async function closed(home: PayingHousehold): Promise<void> {
  const payments = await home.payments();
  const cents = payments.filter(({ why }) => why !== 'payout').reduce((sum, { amountEuro }) => sum + Math.round(Number(amountEuro) * 100), 0);
  tell('The books are closed', ...payments.map(({ channel, amountEuro, state, paidAt }) => `${paidAt.slice(0, 10)} ${channel.padEnd(9)} ${amountEuro.padStart(7)} ${state}`));
  must(payments.every(({ state }) => state === 'booked' || state === 'reversed'), 'every payment is booked or taken back');
  must(cents === 21_800 - 2_100, 'what came in over all channels, less what was taken back, is the balance less its debt');
  await proven(home, '218.00', '21.00');
  for (const day of [MONDAY.slice(0, 10), LATER.day]) await reconciled(home, day);
}

/** Channels, journal and suspense tell the same of the day's money, to the cent. */
async function reconciled(home: PayingHousehold, day: string): Promise<void> {
  const seen = await home.ask<{ closes: boolean; suspenseDifferenceEuro: string; channels: { channel: string; receivedEuro: string; differenceEuro: string }[] }>(`/v1/reconciliation?day=${day}`);
  must(seen.closes && seen.suspenseDifferenceEuro === '0.00', `reconciliation of ${day}: ${seen.channels.map(({ channel, receivedEuro, differenceEuro }) => `${channel} ${receivedEuro} (${differenceEuro})`).join(', ')}`);
}

const system = startedSystem();
const secrets = JSON.parse(fs.readFileSync(process.env['TEGOED_SECRETS'] ?? '.data/secrets.json', 'utf8')) as Record<string, string>;
const home = await PayingHousehold.open(system, MONDAY);
tell(`Lies Verbeke in Zele has electricity on prepayment, reference ${home.home.reference}`, words(await home.account()));
await byTransfer(home);
await byCard(home);
await byBancontact(home);
await byTerminal(home, (secrets['TERMINAL_SECRETS'] ?? '').split(',')[0] ?? '');
await withCash(home);
await byHelper(home);
await inSuspense(home);
await paidOut(home);
await takenBack(home);
await disputedAndWon(home);
await closed(home);
console.log('\nThe story holds.');
