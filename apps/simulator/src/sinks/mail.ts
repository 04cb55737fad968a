import { randomUUID } from 'node:crypto';

import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

import type { OutsideWorld } from '../world/outside-world.js';
import { keepMessage, worldOf } from './inbox.js';

const LARGEST_MAIL_BYTES = 2_000_000;
const LONGEST_TEXT = 20_000;

/** A mail server that accepts everything and delivers to the inboxes of the simulated people only. */
export function mailSink(outside: OutsideWorld): SMTPServer {
  return new SMTPServer({
    name: 'simulator', authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], size: LARGEST_MAIL_BYTES, logger: false,
    onData(stream, session, done) {
      simpleParser(stream).then((mail) => {
        for (const { address } of session.envelope.rcptTo) keepMail(outside, address, mail);
        outside.saveSoon();
        done();
      }, (error: unknown) => { done(error instanceof Error ? error : new Error(String(error))); });
    },
  });
}

function keepMail(outside: OutsideWorld, to: string, mail: ParsedMail): void {
  keepMessage(outside, {
    id: randomUUID(), channel: 'mail', to, from: senderOf(mail.from), subject: mail.subject ?? '',
    text: (mail.text ?? '').slice(0, LONGEST_TEXT), atMs: worldOf(outside.state, to)?.nowMs ?? outside.clock.nowMs(),
    status: 'delivered', statusCallback: null,
  });
}

function senderOf(from: AddressObject | undefined): string {
  return from?.text ?? '';
}
