import {
  type ControlTypes,
  type Instant,
  type MeterOrder,
  type OrderSignature,
  type OrderVerb,
  type StateRequest,
  CONTROL_TYPES,
  confirmedSupplyOf,
  readEndDeviceControlsReply,
  readMeterState,
  signedText,
  writeCancelEndDeviceControls,
  writeEndDeviceControls,
  writeGetMeterState,
} from '@tegoed/meter-commands';
import { type Amm, type Failure, type OrderAnswer, type StateAnswer } from './amm-port.js';
import { type Exchange, type ExchangeLimits, postXml } from './http-exchange.js';
import { LessSupplyLimiter } from './less-supply-limiter.js';
import { type OrderSigner } from './order-signer.js';

/** Where the AMM listens and how far it is trusted. */
export interface AmmClientOptions extends ExchangeLimits {
  /** Without a slash at the end; `/EndDeviceControls` and `/MeterReadings` are added. */
  readonly url: string;
  /** Orders for less supply in any hour, all tenants together; orders that give supply are never limited. */
  readonly lessSupplyPerHour: number;
  /** Null in a process that only reads: it cannot order anything. */
  readonly signer: OrderSigner | null;
  readonly controlTypes?: ControlTypes;
}

const NO_KEY = { kind: 'not_sent', why: 'no_signing_key' } as const satisfies OrderAnswer;

/**
 * IEC 61968-9 over HTTP. One instance per clock: the hourly limit counts the `now` that orders are sent with, and worlds
 * with clocks of their own must not share an hour.
 */
export class AmmClient implements Amm {
  private readonly limiter: LessSupplyLimiter;
  private readonly controlTypes: ControlTypes;

  constructor(private readonly options: AmmClientOptions) {
    this.limiter = new LessSupplyLimiter(options.lessSupplyPerHour);
    this.controlTypes = options.controlTypes ?? CONTROL_TYPES;
  }

  async sendOrder(order: MeterOrder, now: Instant): Promise<OrderAnswer> {
    const signature = this.signatureOf(order, 'create');
    if (signature === null) return NO_KEY;
    const refusal = this.limiter.refusalOf(order, now);
    if (refusal !== null) return refusal;
    return this.postOrder(order, writeEndDeviceControls(order, 'soap', this.controlTypes, signature));
  }

  async cancelOrder(order: MeterOrder): Promise<OrderAnswer> {
    const signature = this.signatureOf(order, 'cancel');
    if (signature === null) return NO_KEY;
    return this.postOrder(order, writeCancelEndDeviceControls(order, 'soap', this.controlTypes, signature));
  }

  async readMeterState(request: StateRequest): Promise<StateAnswer> {
    const exchange = await postXml(`${this.options.url}/MeterReadings`, writeGetMeterState(request), this.options);
    return stateAnswerOf(exchange, request);
  }

  private signatureOf(order: MeterOrder, verb: OrderVerb): OrderSignature | null {
    return this.options.signer?.(signedText(order, verb, this.controlTypes[order.action])) ?? null;
  }

  private async postOrder(order: MeterOrder, xml: string): Promise<OrderAnswer> {
    return orderAnswerOf(await postXml(`${this.options.url}/EndDeviceControls`, xml, this.options), order);
  }
}

/** An empty answer means the message was taken; a reply to another message is no reply. */
function orderAnswerOf(exchange: Exchange, order: MeterOrder): OrderAnswer {
  if (exchange.kind === 'http_refused') return { kind: 'refused', code: `http ${exchange.status}` };
  if (exchange.kind !== 'answered') return exchange;
  if (exchange.body.trim() === '') return { kind: 'handed_over' };
  const reply = readEndDeviceControlsReply(exchange.body);
  if (reply.kind === 'not_understood') return { kind: 'garbled', detail: `${reply.why}: ${reply.detail}` };
  if (reply.correlationId !== null && reply.correlationId.toLowerCase() !== order.correlationId.toLowerCase()) {
    return { kind: 'garbled', detail: 'the reply has the correlation id of another message' };
  }
  if (reply.result === 'ok') return { kind: 'accepted' };
  if (reply.result === 'partial') return { kind: 'garbled', detail: 'PARTIAL for an order to one meter' };
  return failureOf(reply.errors[0]?.code ?? '');
}

function failureOf(code: string): Failure {
  if (code === '2.4') return { kind: 'unreachable_meter', code };
  return code === '2.12' ? { kind: 'unknown_meter', code } : { kind: 'refused', code };
}

function stateAnswerOf(exchange: Exchange, request: StateRequest): StateAnswer {
  if (exchange.kind === 'http_refused') return { kind: 'refused', code: `http ${exchange.status}` };
  if (exchange.kind !== 'answered') return exchange;
  const state = readMeterState(exchange.body, request.meterSerial);
  switch (state.kind) {
    case 'state':
      return { kind: 'state', supply: confirmedSupplyOf(state, request.utility), state };
    case 'not_read':
      return failureOf(state.code ?? '');
    case 'not_understood':
      return { kind: 'garbled', detail: `${state.why}: ${state.detail}` };
  }
}
