import type { Heard } from '../dialogue/turn.js';
import { fieldOf, type SignedRequest } from '../twilio/signed.guard.js';

/** What a webhook says that the person answered. */
export function heardOf(request: SignedRequest): Heard {
  const keys = fieldOf(request, 'Digits');
  if (keys !== null) return { kind: 'keys', keys };
  const words = fieldOf(request, 'SpeechResult');
  return words === null ? { kind: 'silence' } : { kind: 'words', words };
}
