import net from 'node:net';

const NAMES = ['PORTAL_PORT', 'API_PORT', 'IVR_PORT', 'SIMULATOR_PORT', 'SIMULATOR_SMTP_PORT', 'PG_PORT'] as const;

/** The port of each process of the house, by the name of its setting. */
export type Ports = Readonly<Record<(typeof NAMES)[number], number>>;

/** Ports that nobody listens on now; all are held until the last is found, so that none is found twice. */
export async function freePorts(): Promise<Ports> {
  const servers = await Promise.all(NAMES.map(() => listening(0)));
  const ports = servers.map((server) => (server.address() as net.AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return Object.fromEntries(NAMES.map((name, index) => [name, ports[index]])) as Ports;
}

/** A server that holds a port, 0 for any. */
export function listening(port: number): Promise<net.Server> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

/** Those of the ports on which somebody answers. */
export async function openPorts(ports: Ports): Promise<number[]> {
  const answers = await Promise.all(Object.values(ports).map(async (port) => ((await isAnswered(port)) ? [port] : [])));
  return answers.flat();
}

function isAnswered(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}
