import { simpleParser, type HeaderLines } from 'mailparser';

/** What a report about a mail says of the message that it is about. */
export type DeliveryReport =
  | { readonly kind: 'failed'; readonly messageKey: string; readonly why: string }
  /** Delayed, relayed, delivered, or about something that is not ours. */
  | { readonly kind: 'other' };

const RETURN_PATH = /bounce\+([0-9a-f-]{36})@/i;
const MESSAGE_ID = /<([0-9a-f-]{36})@/i;

/**
 * Reads a delivery status notification (RFC 3464: multipart/report with a message/delivery-status part). The message is
 * known by the return path it was sent from, `bounce+<key>@…`, else by its Message-ID in what was returned. Only
 * `Action: failed` with a permanent status (RFC 3463, class 5) is a failure.
 */
export async function readDeliveryReport(raw: Buffer): Promise<DeliveryReport> {
  const mail = await simpleParser(raw);
  const text = raw.toString('latin1');
  const action = /^Action:\s*(\w+)/im.exec(text)?.[1]?.toLowerCase();
  const status = /^Status:\s*(\d\.\d{1,3}\.\d{1,3})/im.exec(text)?.[1];
  const messageKey = addressed(mail.headerLines) ?? MESSAGE_ID.exec(text)?.[1]?.toLowerCase() ?? null;
  if (action !== 'failed' || status === undefined || !status.startsWith('5') || messageKey === null) return { kind: 'other' };
  return { kind: 'failed', messageKey, why: `dsn ${status}` };
}

function addressed(headers: HeaderLines): string | null {
  const found = headers.filter(({ key }) => key === 'to' || key === 'delivered-to' || key === 'x-original-to').map(({ line }) => RETURN_PATH.exec(line)?.[1]);
  return found.find((key) => key !== undefined)?.toLowerCase() ?? null;
}
