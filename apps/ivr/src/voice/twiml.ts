import twilio from 'twilio';
import { writeCall } from '../dialogue/call.js';
import type { Listen, Line, Turn } from '../dialogue/turn.js';
import { phrasesOf, type Language } from '../wording/index.js';

type VoiceResponse = InstanceType<typeof twilio.twiml.VoiceResponse>;
type Speaker = Pick<VoiceResponse, 'say'>;

/**
 * A voice per language, always named: the basic voices differ per account. Belgian French can be spoken but not
 * recognised, so French speech is recognised as that of France (Twilio, languages of Say and of Gather).
 */
const VOICES = {
  nl: { language: 'nl-BE', voice: 'Polly.Lisa-Neural', recognised: 'nl-BE' },
  fr: { language: 'fr-BE', voice: 'Polly.Isabelle-Neural', recognised: 'fr-FR' },
  de: { language: 'de-DE', voice: 'Polly.Vicki-Neural', recognised: 'de-DE' },
  en: { language: 'en-GB', voice: 'Polly.Amy-Neural', recognised: 'en-GB' },
} as const satisfies Record<Language, object>;

const SILENCE_SECONDS = 6;
/** Numbers of many digits take time to find and to type. */
const TYPING_SECONDS = 12;

/**
 * A turn as TwiML. A key interrupts every prompt, and silence comes back as an answer. The answer goes to the next step of
 * the call, unless `answersTo` names another address.
 */
export function twimlOf(turn: Turn, baseUrl: string, answersTo?: string): string {
  const response = new twilio.twiml.VoiceResponse();
  const { next } = turn;
  switch (next.kind) {
    case 'listen': {
      const gather = response.gather({ ...gatherAttributes(next.listen, next.call.language), action: answersTo ?? `${baseUrl}/voice/step?call=${writeCall(next.call)}` });
      speak(gather, turn.lines);
      break;
    }
    case 'connect':
      speak(response, turn.lines);
      response.dial({ timeout: 30, answerOnBridge: true }, next.number);
      break;
    case 'hang_up':
      speak(response, turn.lines);
      response.hangup();
      break;
  }
  return response.toString();
}

function gatherAttributes({ keys, speech }: Listen, language: Language) {
  const types = speech ? (['dtmf', 'speech'] as const) : (['dtmf'] as const);
  return {
    input: [...types],
    method: 'POST',
    timeout: keys === 1 ? SILENCE_SECONDS : TYPING_SECONDS,
    actionOnEmptyResult: true,
    ...(keys === null ? { finishOnKey: '#' } : { numDigits: keys, finishOnKey: keys === 1 ? '' : '#' }),
    ...(speech ? { language: VOICES[language].recognised, speechTimeout: 'auto', hints: hintsOf(language) } : {}),
  };
}

function hintsOf(language: Language): string {
  return Object.values(phrasesOf(language).spokenKeys).flat().join(', ');
}

function speak(speaker: Speaker, lines: readonly Line[]): void {
  for (const { language, text } of lines) speaker.say({ language: VOICES[language].language, voice: VOICES[language].voice }, text);
}
