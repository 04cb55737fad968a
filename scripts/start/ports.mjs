// Looks whether the ports are free before anything is built or started.
import net from 'node:net';
import { StartProblem } from './settings.mjs';

function canListen(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', (error) => resolve(error.code));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve('free')));
  });
}

// Asked of the loopback address and of all addresses, because some systems let one be taken while the other is in use.
async function listenResult(port) {
  const loopback = await canListen(port, '127.0.0.1');
  return loopback === 'free' ? canListen(port, undefined) : loopback;
}

/**
 * @param {Array<[name: string, port: number]>} ports name of the environment variable and its port
 * @throws {StartProblem} naming the first port that is not to be had, and the variable that moves it
 */
export async function requireFreePorts(ports) {
  for (const [name, port] of ports) {
    const result = await listenResult(port);
    if (result === 'EACCES') throw new StartProblem(`Port ${port} (${name}) may not be used by this account: choose another with ${name}=<port>.`);
    if (result === 'EADDRINUSE') throw new StartProblem(`Port ${port} (${name}) is already in use by another program: stop that program, or choose another port with ${name}=<port>.`);
  }
}
