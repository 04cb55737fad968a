import { createServer, type Server } from 'node:http';
import { monotonicMs, isoOf, wallNowMs } from '../adapters/clock/wall-clock.js';

/** An AMM that takes every order at once and whose meters all have supply; it keeps when the first order for a meter came. */
export interface AmmStandIn {
  /** When the order for a meter was there, by serial; milliseconds of the monotonic clock. */
  readonly handedAt: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

const NAMESPACE = 'http://iec.ch/TC57/2011/schema/message';

/** Listens on the port of this address, on loopback. */
export async function openAmm(url: string): Promise<AmmStandIn> {
  const handedAt = new Map<string, number>();
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const arrivedAt = monotonicMs();
      const body = Buffer.concat(chunks).toString('utf8');
      const serial = /name>([^<]+)<\/(?:ec|gmr):name>/.exec(body)?.[1] ?? '';
      const isOrder = request.url?.endsWith('/EndDeviceControls') === true;
      if (isOrder && !handedAt.has(serial)) handedAt.set(serial, arrivedAt);
      response.end(isOrder ? replyTo(body) : stateOf(serial));
    });
  });
  await new Promise<void>((resolve) => server.listen(Number(new URL(url).port), '127.0.0.1', resolve));
  return {
    handedAt,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function replyTo(order: string): string {
  const correlationId = /CorrelationID>([^<]+)</.exec(order)?.[1] ?? '';
  return `<ResponseMessage xmlns="${NAMESPACE}"><Header><CorrelationID>${correlationId}</CorrelationID></Header><Reply><Result>OK</Result></Reply></ResponseMessage>`;
}

function stateOf(serial: string): string {
  const reading = (value: string, obis: string): string =>
    `<Readings><timeStamp>${isoOf(wallNowMs())}</timeStamp><value>${value}</value><ReadingType ref="${obis}"/></Readings>`;
  return `<ResponseMessage xmlns="${NAMESPACE}"><Reply><Result>OK</Result></Reply><Payload><MeterReadings><MeterReading><Meter><Names><name>${serial}</name></Names></Meter>${
    reading('1', '0-0:96.3.10.255')}${reading('999.9', '0-0:17.0.0.255')}</MeterReading></MeterReadings></Payload></ResponseMessage>`;
}
