import { createTransport, type Transporter } from 'nodemailer';
import type { MailPort, OutgoingMail, SendOutcome } from '../../features/notices/ports.js';

/** Which server to use, and as whom. */
export interface MailSettings {
  /** smtp:// or smtps:// address, with user and password where the server asks for them. */
  readonly smtpUrl: string;
  readonly from: string;
  readonly timeoutMs: number;
}

/** Sends mail over SMTP. */
export class SmtpMail implements MailPort {
  readonly #transport: Transporter;
  readonly #from: string;

  constructor(settings: MailSettings) {
    const { smtpUrl, timeoutMs } = settings;
    this.#transport = createTransport({ url: smtpUrl, connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs });
    this.#from = settings.from;
  }

  async send(mail: OutgoingMail): Promise<SendOutcome> {
    const messageId = `<${mail.messageKey}@${this.#from.slice(this.#from.lastIndexOf('@') + 1).replace('>', '')}>`;
    try {
      await this.#transport.sendMail({
        from: this.#from,
        to: mail.to,
        messageId,
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        // What cannot be delivered later comes back to an address that names the message (RFC 3464 reports go there).
        envelope: { from: returnPathOf(this.#from, mail.messageKey), to: mail.to },
        headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(mail.unsubscribeUrl) },
      });
      return { kind: 'accepted', providerId: messageId };
    } catch (error) {
      return outcomeOfError(error);
    }
  }

  /** Closes idle connections. */
  close(): void {
    this.#transport.close();
  }
}

/** The envelope sender of one message: `bounce+<message>@<domain of the sender>`. */
export function returnPathOf(from: string, messageKey: string): string {
  return `bounce+${messageKey}@${from.slice(from.lastIndexOf('@') + 1).replace('>', '')}`;
}

// One click in the mail program posts to the address (RFC 2369, RFC 8058); opening it does nothing.
function unsubscribeHeaders(url: string | null): Record<string, string> {
  return url === null ? {} : { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

/** Failures before any mail was handed over: no connection, no trust, no login. */
const NOT_HANDED_OVER: ReadonlySet<string> = new Set([
  'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EDNS', 'ETLS', 'EREQUIRETLS', 'EAUTH', 'ENOAUTH',
  'CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT',
]);

/**
 * What an error means for the mail (RFC 5321, section 4.2.1): a 5yz reply is for ever, a 4yz reply and a server that
 * cannot be reached are for now. A connection that breaks later leaves it unknown whether the mail was taken.
 */
function outcomeOfError(error: unknown): SendOutcome {
  const { responseCode, code, originalCode, timeoutType } = error as { responseCode?: number; code?: string; originalCode?: string; timeoutType?: string };
  const why = ['smtp', responseCode, code, originalCode, timeoutType].filter((part) => part !== undefined).join(' ');
  if ([code, originalCode, timeoutType].some((name) => name !== undefined && NOT_HANDED_OVER.has(name))) return { kind: 'not_taken', why };
  if (responseCode !== undefined) return { kind: responseCode >= 500 ? 'refused' : 'not_taken', why };
  return { kind: 'unknown', why };
}
