import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { orderXml, CODE, askState } from '../fake/orders.spec.js';
import { start, type Started } from '../fake/started.spec.js';

const pair = generateKeyPairSync('ed25519');
const stranger = generateKeyPairSync('ed25519');
const NOW = '2026-11-02T10:00:00Z';

let started: Started;
let serial: string;
beforeEach(async () => {
  started = await start({ now: NOW, orderKey: pair.publicKey });
  await started.step('w', NOW);
  serial = Object.values(started.world('w').meters).find((meter) => meter.utility === 'electricity')?.serial ?? '';
});
afterEach(() => { started.close(); });

interface Made {
  readonly code?: string; readonly sequence?: number; readonly at?: string; readonly expiresAt?: string; readonly key?: typeof pair.privateKey | null;
  /** Put into the message after it was signed. */
  readonly forged?: (xml: string) => string;
}

/** An order signed as the sender does, posted; gives the result and the reason. */
async function order({ code = CODE.disconnect, sequence = 1, at = NOW, expiresAt = '2026-11-02T10:30:00Z', key = pair.privateKey, forged = (xml) => xml }: Made, xml?: string) {
  const id = randomUUID();
  const made = orderXml(started.apiUrl, code, [serial], { id, expiresAt }).replace(/Timestamp>[^<]+</, `Timestamp>${at}<`);
  const messageId = /MessageID>([^<]+)</.exec(made)?.[1] ?? '';
  const text = ['tegoed-order-1', 'create', id, messageId, code, serial, String(sequence), at, expiresAt].join('\n');
  const property = (name: string, value: string) => `<msg:Property><msg:Name>${name}</msg:Name><msg:Value>${value}</msg:Value></msg:Property>`;
  const signature = key === null ? '' : property('signature', sign(null, Buffer.from(text), key).toString('base64'));
  const body = xml ?? forged(made.replace('</em:Header>', `${property('sequence', String(sequence))}${signature}</em:Header>`));
  const answer = await (await fetch(`${started.url}/61968/EndDeviceControls`, { method: 'POST', body })).text();
  return { body, result: /Result>(\w+)</.exec(answer)?.[1], reason: /reason>([^<]+)</.exec(answer)?.[1] };
}

it('takes an order that is signed, in its time and in turn', async () => {
  expect((await order({})).result).toBe('OK');
  expect((await order({ code: CODE.connect, sequence: 2 })).result).toBe('OK');
});

it.each<[string, Made, string]>([
  ['unsigned', { key: null }, 'the order is not signed'],
  ['signed by somebody else', { key: stranger.privateKey }, 'the signature is not that of the sender'],
  ['for another action than was signed', { code: CODE.connect, forged: (xml) => xml.replace(CODE.connect, CODE.disconnect) }, 'the signature is not that of the sender'],
  ['given a longer life than was signed', { forged: (xml) => xml.replace('10:30:00Z', '23:30:00Z') }, 'the signature is not that of the sender'],
  ['given a higher sequence than was signed', { forged: (xml) => xml.replace('<msg:Value>1<', '<msg:Value>9<') }, 'the signature is not that of the sender'],
  ['signed days ago', { at: '2026-10-30T10:00:00Z' }, 'the order is out of its time'],
  ['signed for tomorrow', { at: '2026-11-03T10:00:00Z' }, 'the order is out of its time'],
  ['expired', { expiresAt: '2026-11-02T09:59:00Z' }, 'the order has expired'],
])('refuses an order %s', async (_, made, reason) => {
  expect(await order(made)).toMatchObject({ result: 'FAILED', reason });
  await started.wait(60);
  expect((await askState(started, serial)).position).toBe('1');
});

it('refuses an order with a lower sequence than an earlier one, and one for another meter', async () => {
  await order({ code: CODE.connect, sequence: 5 });
  expect(await order({ sequence: 5 })).toMatchObject({ result: 'FAILED', reason: 'a later order was given to this meter before' });
  expect(await order({ sequence: 4 })).toMatchObject({ result: 'FAILED', reason: 'a later order was given to this meter before' });
  const other = Object.values(started.world('w').meters).find((meter) => meter.utility === 'electricity' && meter.serial !== serial)?.serial ?? '';
  expect(await order({ sequence: 6, forged: (xml) => xml.replace(`<ec:name>${serial}<`, `<ec:name>${other}<`) })).toMatchObject({ reason: 'the signature is not that of the sender' });
});

it('answers a repeated message as the first time and does nothing twice', async () => {
  const cut = await order({});
  await order({ code: CODE.connect, sequence: 2 });
  const again = await order({}, cut.body);
  expect(again.result).toBe('OK');
  await started.wait(120);
  expect((await askState(started, serial)).position).toBe('1');
});
