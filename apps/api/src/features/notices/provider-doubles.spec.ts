import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { wallNowMs } from '../../adapters/clock/wall-clock.js';

/** How the double answers the next messages to a number. */
export type SmsMood =
  | 'take'
  /** Takes it and answers nothing: the connection breaks. */
  | 'take_and_break'
  /** Takes it and never answers. */
  | 'take_and_hang'
  | 'break'
  | { readonly status: number; readonly code: number };

interface TakenSms {
  readonly sid: string;
  readonly to: string;
  readonly from: string;
  readonly body: string;
  readonly statusCallback: string;
  readonly authorization: string;
  /** Path of the resource, and every field as it came. */
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
  status: string;
  readonly takenAtMs: number;
}

/** A provider of SMS that speaks the wire format of Twilio's Messages API. */
export class TwilioDouble {
  readonly taken: TakenSms[] = [];
  requests = 0;
  readonly #moods = new Map<string, SmsMood[]>();
  readonly #server: Server = createServer((request, response) => void this.#answer(request, response));

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** The moods of the next requests for this number; after them it takes everything. */
  answerTo(number: string, ...moods: SmsMood[]): void {
    this.#moods.set(number, moods);
  }

  sentTo(number: string): TakenSms[] {
    return this.taken.filter(({ to }) => to === number);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests += 1;
    const url = new URL(request.url ?? '/', 'http://double');
    const body = new URLSearchParams(await bodyOf(request));
    const to = (request.method === 'POST' ? body.get('To') : url.searchParams.get('To')) ?? '';
    const mood = this.#moods.get(to)?.shift() ?? 'take';
    if (mood === 'break') return void request.socket.destroy();
    if (typeof mood === 'object') return send(response, mood.status, { status: mood.status, code: mood.code, message: `no ${to}`, more_info: '' });
    if (request.method === 'GET') return send(response, 200, { messages: this.sentTo(to).map(resourceOf).toReversed(), page: 0, page_size: 50, next_page_uri: null });
    const message = this.#take(to, url.pathname, body, request.headers.authorization ?? '');
    if (mood === 'take_and_break') return void request.socket.destroy();
    if (mood === 'take') send(response, 201, resourceOf(message));
  }

  #take(to: string, path: string, body: URLSearchParams, authorization: string): TakenSms {
    const sid = `SM${(this.taken.length + 1).toString(16).padStart(32, '0')}`;
    const text = (name: string): string => body.get(name) ?? '';
    const message = {
      sid, to, from: text('From'), body: text('Body'), statusCallback: text('StatusCallback'), authorization, path, fields: Object.fromEntries(body), status: 'queued', takenAtMs: wallNowMs(),
    };
    this.taken.push(message);
    return message;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function resourceOf(message: TakenSms): object {
  const date = new Date(message.takenAtMs).toUTCString().replace('GMT', '+0000');
  return {
    sid: message.sid, status: message.status, to: message.to, from: message.from, body: message.body, date_created: date, date_updated: date,
    date_sent: null, num_segments: '1', num_media: '0', direction: 'outbound-api', api_version: '2010-04-01', uri: '', subresource_uris: {},
    account_sid: 'ACsandbox', error_code: null, error_message: null, messaging_service_sid: null, price: null, price_unit: null,
  };
}

/** A mail server that keeps what it takes and refuses a recipient with the code it is told. */
export class MailDouble {
  readonly taken: ParsedMail[] = [];
  readonly #refusals = new Map<string, number>();
  readonly #server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      const responseCode = this.#refusals.get(address);
      done(responseCode === undefined ? null : Object.assign(new Error('not now'), { responseCode }));
    },
    onData: (stream, _session, done) => {
      void simpleParser(stream).then((mail) => {
        this.taken.push(mail);
        done();
      });
    },
  });

  async open(): Promise<string> {
    await new Promise<void>((resolve) => void this.#server.listen(0, '127.0.0.1', () => resolve()));
    return `smtp://127.0.0.1:${(this.#server.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  refuse(address: string, code: number | null): void {
    if (code === null) this.#refusals.delete(address);
    else this.#refusals.set(address, code);
  }

  sentTo(address: string): ParsedMail[] {
    return this.taken.filter(({ to }) => to !== undefined && !Array.isArray(to) && to.text === address);
  }
}
