import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { NEW_CALL, PLACES, readCall } from '../dialogue/call.js';
import { farewell, lines, question } from '../dialogue/turn.js';
import { LANGUAGES } from '../wording/index.js';
import { twimlErrors } from './twiml-schema.spec.js';
import { twimlOf } from './twiml.js';

const BASE = 'https://phone.example.be';
const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' });

describe('a turn as TwiML', () => {
  it('is valid at every place and in every language, for every way to go on', async () => {
    const questions = PLACES.flatMap((place) => LANGUAGES.map((language) => question({ ...NEW_CALL, place, language }, 'Kies & <toets>.', 'Één.')));
    const ends = [farewell('fr', 'Au revoir.'), { lines: lines('de', ['Wir verbinden Sie.']), next: { kind: 'connect' as const, number: '+3292000000' } }];
    expect(await twimlErrors([...questions, ...ends].map((turn) => twimlOf(turn, BASE)))).toEqual([]);
  }, 30_000);

  it('carries the call in the address of the next step', () => {
    const call = { ...NEW_CALL, place: 'menu' as const, step: 4, proved: true, language: 'fr' as const };
    const { Response: response } = parser.parse(twimlOf(question(call, 'Menu.'), BASE)) as { Response: { Gather: Record<string, string> } };
    const action = new URL(response.Gather['action'] ?? '');
    expect(action.origin + action.pathname).toBe(`${BASE}/voice/step`);
    expect(readCall(action.searchParams.get('call') ?? '')).toEqual(call);
    expect(response.Gather).toMatchObject({ input: 'dtmf speech', numDigits: '1', language: 'fr-FR', actionOnEmptyResult: 'true' });
  });

  it('is refused by the schema when it would leave the caller in silence', async () => {
    expect(await twimlErrors(['<Response/>'])).not.toEqual([]);
    expect(await twimlErrors(['<Response><Say language="nl-BE" voice="Polly.Lisa-Neural">Dag.</Say></Response>'])).not.toEqual([]);
    expect(await twimlErrors(['<Response><Gather input="dtmf speech" language="fr-BE"><Say>Bonjour.</Say></Gather></Response>'])).not.toEqual([]);
  }, 30_000);
});
