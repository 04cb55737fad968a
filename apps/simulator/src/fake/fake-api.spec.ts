import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request the simulator made. */
export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface FakeWorld {
  worldId: string;
  now: string;
  automatic: boolean;
  tenants: { id: string; name: string; iban: string; bic: string; apiKey: string }[];
  homes: Record<string, unknown>[];
}

/** A stand-in for the API: it knows worlds, takes everything, and remembers what it heard. */
export class FakeApi {
  readonly heard: Heard[] = [];
  readonly worlds = new Map<string, FakeWorld>();
  /** Status of the next answers to POSTs by path; 201 when not set. */
  readonly statusOf = new Map<string, number>();
  onPost: (heard: Heard) => Promise<void> = () => Promise.resolve();
  private readonly server: Server;

  constructor() {
    this.server = createServer((incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const heard = { method: incoming.method ?? '', path: incoming.url ?? '', headers: incoming.headers, body: Buffer.concat(chunks).toString() };
        void this.answer(heard).then(([status, body]) => {
          outgoing.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
        });
      });
    });
  }

  async listen(port = 0): Promise<string> {
    this.server.listen(port, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  posts(path: string): readonly Heard[] {
    return this.heard.filter((heard) => heard.method === 'POST' && heard.path.startsWith(path));
  }

  private async answer(heard: Heard): Promise<[number, unknown]> {
    const url = new URL(heard.path, 'http://fake');
    if (heard.method === 'GET') return this.read(url);
    this.heard.push(heard);
    await this.onPost(heard);
    if (url.pathname === '/v1/sandbox/clock/advance') return [202, { advancing: true }];
    return [this.statusOf.get(url.pathname) ?? 201, { result: 'booked' }];
  }

  private read(url: URL): [number, unknown] {
    const world = this.worlds.get(url.searchParams.get('world') ?? '') ?? (url.searchParams.has('world') ? undefined : [...this.worlds.values()][0]);
    if (url.pathname.startsWith('/v1/accounts/')) return [200, { balanceEuro: '12.345678', debtEuro: '0.000000' }];
    if (world === undefined) return [404, { code: 'unknown_world' }];
    if (url.pathname === '/v1/sandbox/homes') return [200, world];
    return [200, { worldId: world.worldId, name: 'Zele and Turnhout', now: world.now, advancing: false, target: null, stepsDone: 0 }];
  }
}

const FIRST = ['An', 'Bilal', 'Chantal', 'Dirk', 'Elif', 'Frans', 'Greet', 'Hassan', 'Ilse', 'Jef', 'Katrien', 'Luc'];
const LAST = ['Proefstra', 'Voorbeeld', 'Demoor', 'Testers', 'Vermaeck', 'Exemplair', 'Zandbak', 'Schijnaert'];
const STREETS = ['Kouterstraat', 'Lokerenbaan', 'Schoolstraat', 'Otterstraat', 'Parklaan', 'Zandstraat'];

/** A world of made-up households with electricity, and every second one with gas. */
export function fakeWorld(worldId: string, now: string, automatic: boolean, households: number): FakeWorld {
  const tenants = [
    { id: `t1-${worldId}`, name: 'Netbeheer Schelde', iban: 'BE83363012345615', bic: 'BBRUBEBB', apiKey: 'tgd_test_schelde' },
    { id: `t2-${worldId}`, name: 'Netbeheer Kempen', iban: 'BE68539007547034', bic: 'GKCCBEBB', apiKey: 'tgd_test_kempen' },
  ];
  const homes = Array.from({ length: households }, (_, index) => household(worldId, index, tenants[index % 2]?.id ?? '', now)).flat();
  return { worldId, now, automatic, tenants, homes };
}

function household(worldId: string, index: number, tenantId: string, now: string): Record<string, unknown>[] {
  const customer = {
    name: `${FIRST[index % FIRST.length] ?? ''} ${LAST[index % LAST.length] ?? ''}`, phone: `+3247000${String(1001 + index)}`,
    email: `huis${String(index)}@voorbeeld.example`, language: 'nl',
  };
  const address = { street: STREETS[index % STREETS.length], houseNumber: String(2 + index * 3), postcode: index % 2 === 0 ? '9240' : '2300', town: index % 2 === 0 ? 'Zele' : 'Turnhout' };
  const at = (kind: string, number: number, more: Record<string, unknown>): Record<string, unknown> => ({
    accountId: `${worldId}-${kind}-${String(index)}`, tenantId, ean: ean(number), reference: reference(number), solar: false, gasThroughSerial: null,
    contractFrom: now.slice(0, 10), customer, address, ...more,
  });
  const electricity = at('e', index * 2, {
    utility: 'electricity', meterSerial: `1SAG${worldId}${String(1000 + index)}`, solar: index % 5 === 0,
    registers: { offtake1: 4_000_000 + index, offtake2: index % 3 === 0 ? null : 3_000_000, injection1: index % 5 === 0 ? 10 : null, injection2: index % 5 === 0 && index % 3 !== 0 ? 20 : null },
  });
  if (index % 2 === 1) return [electricity];
  return [electricity, at('g', index * 2 + 1, {
    utility: 'gas', meterSerial: `7FLO${worldId}${String(1000 + index)}`, gasThroughSerial: electricity['meterSerial'],
    registers: { offtake1: 734_607, offtake2: null, injection1: null, injection2: null },
  })];
}

function ean(number: number): string {
  const digits = `541448800000${String(number).padStart(5, '0')}`;
  const sum = [...digits].reduce((all, digit, index) => all + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return digits + String((10 - (sum % 10)) % 10);
}

function reference(number: number): string {
  const ten = `1200000${String(100 + number)}`;
  const rest = Number(BigInt(ten) % 97n);
  return ten + String(rest === 0 ? 97 : rest).padStart(2, '0');
}
