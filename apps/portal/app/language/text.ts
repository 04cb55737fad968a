import type { Language } from '../api/types.js';

/** One sentence in every language of the portal; leaving one out does not compile. */
export type Text = Readonly<Record<Language, string>>;

export const text = (nl: string, fr: string, de: string, en: string): Text => ({ nl, fr, de, en });
