import { randomUUID } from 'node:crypto';

import type { Started } from './started.spec.js';

export const CODE = { connect: '3.31.0.18', disconnect: '3.31.0.23', arm: '0.31.0.5', limit: '3.31.139.26', unlimit: '3.31.139.22' };

export interface OrderOptions {
  readonly id?: string;
  readonly correlationId?: string;
  readonly expiresAt?: string;
  readonly verb?: 'create' | 'cancel';
  readonly soap?: boolean;
}

/** The XML of an order, in the form a real head-end was captured with. */
export function orderXml(apiUrl: string, code: string, serials: readonly string[], options: OrderOptions = {}): string {
  const timing = options.expiresAt === undefined ? ''
    : `<ec:primaryDeviceTiming><ec:randomisation>none</ec:randomisation><ec:interval><ec:end>${options.expiresAt}</ec:end></ec:interval></ec:primaryDeviceTiming>`;
  const message = `<em:CreateEndDeviceControls xmlns:em="http://iec.ch/TC57/2011/EndDeviceControlsMessage" xmlns:msg="http://iec.ch/TC57/2011/schema/message" xmlns:ec="http://iec.ch/TC57/2011/EndDeviceControls#">
<em:Header><msg:Verb>${options.verb ?? 'create'}</msg:Verb><msg:Noun>EndDeviceControls</msg:Noun><msg:Timestamp>2026-11-23T04:00:00Z</msg:Timestamp>
<msg:ReplyAddress>${apiUrl}/v1/amm/messages</msg:ReplyAddress><msg:MessageID>${randomUUID()}</msg:MessageID><msg:CorrelationID>${options.correlationId ?? randomUUID()}</msg:CorrelationID></em:Header>
<em:Payload><ec:EndDeviceControls><ec:EndDeviceControl><ec:mRID>${options.id ?? randomUUID()}</ec:mRID><ec:EndDeviceControlType ref="${code}"/>
${serials.map((serial) => `<ec:EndDevices><ec:Names><ec:name>${serial}</ec:name></ec:Names></ec:EndDevices>`).join('')}${timing}</ec:EndDeviceControl></ec:EndDeviceControls></em:Payload></em:CreateEndDeviceControls>`;
  if (options.soap === false) return message;
  return `<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Body>${message}</SOAP-ENV:Body></SOAP-ENV:Envelope>`;
}

/** Sends an order and gives the quick reply's result and error code with the raw text. */
export async function order(started: Started, code: string, serial: string, options: OrderOptions = {}) {
  const response = await fetch(`${started.url}/61968/EndDeviceControls`, { method: 'POST', body: orderXml(started.apiUrl, code, [serial], options) });
  const xml = await response.text();
  return { xml, result: /Result>(\w+)</.exec(xml)?.[1], code: /code>([\d.]+)</.exec(xml)?.[1] };
}

/** The state a meter tells when it is asked. */
export async function askState(started: Started, serial: string) {
  const body = `<msg:RequestMessage xmlns:msg="http://iec.ch/TC57/2011/schema/message"><msg:Header><msg:Verb>get</msg:Verb><msg:Noun>MeterReadings</msg:Noun><msg:Timestamp>2026-11-23T04:00:00Z</msg:Timestamp><msg:MessageID>${randomUUID()}</msg:MessageID><msg:CorrelationID>${randomUUID()}</msg:CorrelationID></msg:Header>
<msg:Request><g:GetMeterReadings xmlns:g="http://iec.ch/TC57/2011/GetMeterReadings#"><g:EndDevice><g:Names><g:name>${serial}</g:name></g:Names></g:EndDevice><g:ReadingType><g:Names><g:name>0-0:96.3.10.255</g:name></g:Names></g:ReadingType></g:GetMeterReadings></msg:Request></msg:RequestMessage>`;
  const xml = await (await fetch(`${started.url}/61968/MeterReadings`, { method: 'POST', body })).text();
  return {
    xml, result: /Result>(\w+)</.exec(xml)?.[1], code: /code>([\d.]+)</.exec(xml)?.[1], timeStamp: /timeStamp>([^<]+)</.exec(xml)?.[1],
    position: /value>(\d)<\/mr:value><mr:ReadingType ref="0-[01]:(?:96\.3\.10|24\.4\.0)\.255"/.exec(xml)?.[1],
    limiter: /value>([\d.]+)<\/mr:value><mr:ReadingType ref="0-0:17\.0\.0\.255"/.exec(xml)?.[1],
  };
}

/** The events the AMM has posted so far, as event code and correlation id. */
export function events(started: Started) {
  return started.api.posts('/v1/amm/messages').map(({ body }) => ({
    xml: body, code: /EndDeviceEventType ref="([\d.]+)"/.exec(body)?.[1], correlationId: /CorrelationID>([^<]+)</.exec(body)?.[1],
    serial: /Names><ev:name>([^<]+)</.exec(body)?.[1],
  }));
}
