// A month of messages of the pilot that `npm start` runs: what was sent, what it cost, and that nothing was sent wrongly.
import { call, startedSystem, type System } from '../story/wire.ts';
import { checkMonth, type ArrivedWarning, type Cut, type Month, type SentMessage } from './check-month.ts';

const DAY_MS = 86_400_000;
const MONTH_DAYS = 30;
const PAGE = 200;

interface Notice {
  readonly accountId: string;
  readonly kind: string;
  readonly channel: SentMessage['channel'] | null;
  readonly state: string;
  readonly to: string | null;
  readonly text: string | null;
  readonly isWarning: boolean;
  readonly at: string;
  readonly sentAt: string | null;
  readonly deliveredAt: string | null;
}
interface Command {
  readonly accountId: string;
  readonly action: string;
  readonly sentAt: string | null;
}
interface PilotWorld {
  readonly now: string;
  readonly tenants: readonly { readonly apiKey: string }[];
  readonly homes: readonly { readonly accountId: string; readonly customer: { readonly name: string; readonly phone: string | null; readonly email: string | null } }[];
}

const system = startedSystem();
const pilot = await readPilot(system);
const fromMs = Date.parse(pilot.now) - MONTH_DAYS * DAY_MS;
const notices = await pagesOfAll<Notice>(`/v1/notices?limit=${PAGE}`, ({ at }) => Date.parse(at) >= fromMs);
// A list of orders shows the latest of each state only, and an order that was sent is in one of these.
const SENT_STATES = ['sending', 'sent', 'accepted', 'confirmed', 'refused', 'expired', 'superseded', 'unknown'];
const commands = (await Promise.all(SENT_STATES.map((state) => pagesOfAll<Command>(`/v1/commands?state=${state}`, () => true)))).flat();
const report = checkMonth(monthOf(pilot, notices, commands));
print();
process.exitCode = report.violations.length === 0 ? 0 : 1;

async function readPilot({ apiUrl, simulatorUrl, sandboxKey }: System): Promise<PilotWorld> {
  const { items } = await call<{ items: { worldId: string; automatic: boolean }[] }>(`${simulatorUrl}/control/worlds`);
  const world = items.find(({ automatic }) => automatic);
  if (world === undefined) throw new Error('There is no pilot yet: start the system with `npm start` and let it live through its history.');
  return call<PilotWorld>(`${apiUrl}/v1/sandbox/homes?world=${world.worldId}`, { key: sandboxKey });
}

/** All items of a list that is sorted newest first, of all suppliers, until one is too old. */
async function pagesOfAll<Item>(path: string, isWanted: (item: Item) => boolean): Promise<Item[]> {
  const found: Item[] = [];
  for (const { apiKey } of pilot.tenants) {
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: Item[]; nextCursor?: string | null } = await call(`${system.apiUrl}${path}${cursor === '' ? '' : `&cursor=${cursor}`}`, { key: apiKey });
      const wanted = page.items.filter(isWanted);
      found.push(...wanted);
      cursor = wanted.length < page.items.length ? null : (page.nextCursor ?? null);
    }
  }
  return found;
}

function monthOf(world: PilotWorld, all: readonly Notice[], orders: readonly Command[]): Month {
  const people = new Map(world.homes.map(({ accountId, customer }) => [accountId, `${customer.name} ${customer.phone ?? ''} ${customer.email ?? ''}`]));
  return {
    homes: new Set(people.values()).size,
    days: MONTH_DAYS,
    messages: messagesOf(all, people),
    warnings: all.flatMap((notice): ArrivedWarning[] => {
      const arrivedAt = notice.deliveredAt ?? (notice.channel === 'mail' && notice.state === 'sent' ? notice.sentAt : null);
      return notice.isWarning && arrivedAt !== null ? [{ accountId: notice.accountId, arrivedAtMs: Date.parse(arrivedAt) }] : [];
    }),
    cuts: orders.flatMap(({ accountId, action, sentAt }): Cut[] =>
      (action === 'limit' || action === 'disconnect') && sentAt !== null && Date.parse(sentAt) >= fromMs + 7 * DAY_MS ? [{ accountId, action, sentAtMs: Date.parse(sentAt) }] : []),
  };
}

// Electricity and gas that are told together stand in two rows with one text and one moment.
function messagesOf(all: readonly Notice[], people: ReadonlyMap<string, string>): SentMessage[] {
  const messages = new Map<string, SentMessage>();
  for (const { accountId, channel, kind, text, sentAt } of all) {
    if (channel === null || text === null || sentAt === null) continue;
    const to = people.get(accountId) ?? accountId;
    messages.set(`${channel} ${to} ${text} ${sentAt}`, { channel, kind, to, text, sentAtMs: Date.parse(sentAt) });
  }
  return [...messages.values()];
}

function print(): void {
  const euro = (milliEuro: number): string => (milliEuro / 1_000).toFixed(2);
  const { homes, messages, cuts, warnings } = monthOf(pilot, notices, commands);
  console.log(`${MONTH_DAYS} days of the pilot until ${pilot.now}: ${homes} homes, ${messages.length} messages, ${warnings.length} warnings arrived, ${cuts.length} orders for less supply.`);
  for (const [channel, count] of Object.entries(report.perChannel)) console.log(`  ${channel.padEnd(7)} ${String(count).padStart(6)}`);
  console.log(`  cost    ${euro(report.milliEuro)} EUR in all, ${euro(report.milliEuroPerHomeAndMonth)} EUR per home and month`);
  for (const state of ['failed', 'undelivered', 'withdrawn']) console.log(`  ${state}: ${notices.filter((notice) => notice.state === state).length}`);
  for (const violation of report.violations) console.log(`  WRONG: ${violation}`);
  console.log(report.violations.length === 0 ? 'No cut without an arrived warning, no message twice, none in the quiet hours.' : `${report.violations.length} violations.`);
}
