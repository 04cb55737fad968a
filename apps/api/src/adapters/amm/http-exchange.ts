import { type Garbled, type NoAnswer } from './amm-port.js';

/** One POST of XML and its bounded answer. `http_refused`: the AMM understood HTTP but took nothing (4xx). */
export type Exchange =
  | { readonly kind: 'answered'; readonly body: string }
  | { readonly kind: 'http_refused'; readonly status: number }
  | NoAnswer
  | Garbled;

export interface ExchangeLimits {
  readonly timeoutMs: number;
  readonly longestAnswerBytes: number;
}

/** Posts once, follows no redirects and never throws on what the other side or the network does. */
export async function postXml(url: string, xml: string, limits: ExchangeLimits): Promise<Exchange> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'text/xml; charset=utf-8', accept: 'text/xml, application/xml' },
      body: xml,
      redirect: 'error',
      signal: AbortSignal.timeout(limits.timeoutMs),
    });
    return await exchangeOf(response, limits);
  } catch (error) {
    const isTimeout = error instanceof Error && error.name === 'TimeoutError';
    return { kind: 'no_answer', why: isTimeout ? 'timeout' : 'reset', retryAfterMs: null };
  }
}

async function exchangeOf(response: Response, { longestAnswerBytes }: ExchangeLimits): Promise<Exchange> {
  if (!response.ok) {
    await response.body?.cancel();
    return statusOf(response);
  }
  const body = await boundedText(response, longestAnswerBytes);
  return body === null
    ? { kind: 'garbled', detail: `the answer is longer than ${longestAnswerBytes} bytes` }
    : { kind: 'answered', body };
}

function statusOf({ status, headers }: Response): Exchange {
  if (status === 429 || status === 503) {
    return { kind: 'no_answer', why: 'overloaded', retryAfterMs: retryAfterMs(headers.get('retry-after')) };
  }
  if (status >= 500) return { kind: 'no_answer', why: 'server_error', retryAfterMs: null };
  return { kind: 'http_refused', status };
}

/** Whole seconds, at most a day; the date form of the header is left out and the own back-off is used. */
function retryAfterMs(header: string | null): number | null {
  if (header === null || !/^\d{1,5}$/.test(header)) return null;
  return Math.min(Number(header), 86_400) * 1_000;
}

/** Counts bytes while they come in, after decompression, so that a long answer is never held in memory. */
async function boundedText(response: Response, longestBytes: number): Promise<string | null> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > longestBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
