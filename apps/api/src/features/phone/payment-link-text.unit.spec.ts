import { expect, it } from 'vitest';
import { LANGUAGES } from '../../http/request-context.js';
import { paymentLinkText } from './payment-link-text.js';

it.each(LANGUAGES)('the SMS with a payment link fits one part in %s, with a link of sixty characters', (language) => {
  const text = paymentLinkText(language, `https://energie.example.be/pay/${'x'.repeat(29)}`);
  // All characters of the four texts cost one septet (3GPP TS 23.038, section 6.2.1).
  expect(text).toMatch(/^[A-Za-zéäöüÄÖÜß0-9 :./]+$/);
  expect(text.length).toBeLessThanOrEqual(160);
});
