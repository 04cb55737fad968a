// 3GPP TS 23.038, section 6.2.1: the default alphabet. A character outside it makes the whole message UCS-2 and
// halves what fits, so it is a fault of the wording and not something to send.
const DEFAULT_ALPHABET = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);

/** Characters of the extension table: each costs an escape and itself. */
const EXTENSION = new Set('\f^{}\\[~]|€');

/** Septets in one SMS part. */
export const SMS_PART_SEPTETS = 160;

/**
 * Number of septets of a text in the GSM 7 bit default alphabet (3GPP TS 23.038, section 6.2.1); null when the text
 * holds a character that the alphabet does not have.
 */
export function septetsOf(text: string): number | null {
  let septets = 0;
  for (const character of text) {
    if (DEFAULT_ALPHABET.has(character)) septets += 1;
    else if (EXTENSION.has(character)) septets += 2;
    else return null;
  }
  return septets;
}

const LONGEST_NAME = 40;

/** A name as an SMS can write it: without the accents that its alphabet does not have, and not too long for one part. */
export function inGsm7(name: string): string {
  const letters = [...name.normalize('NFC')].map((letter) => (DEFAULT_ALPHABET.has(letter) ? letter : letter.normalize('NFD').slice(0, 1)));
  return letters.filter((letter) => DEFAULT_ALPHABET.has(letter) && letter !== '\n' && letter !== '\r').join('').slice(0, LONGEST_NAME).trim();
}
