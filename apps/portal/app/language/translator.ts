import { createInstance, type i18n } from 'i18next';
import { languages, type Language } from '../api/types.js';
import { catalogue, type TextKey } from './catalogue.js';

export type Translate = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

type Resource = Record<string, Record<string, string>>;

const sentences: i18n = createInstance();
void sentences.init({
  lng: 'nl',
  fallbackLng: false,
  initAsync: false,
  supportedLngs: languages,
  resources: Object.fromEntries(languages.map((language) => [language, { translation: resourceOf(language) }])),
  interpolation: { escapeValue: false },
});

function resourceOf(language: Language): Resource {
  const rooms = Object.entries(catalogue).map(([room, texts]) => {
    const sentencesOfRoom = Object.entries(texts).map(([key, text]) => [key, text[language]]);
    return [room, Object.fromEntries(sentencesOfRoom)];
  });
  return Object.fromEntries(rooms);
}

/** The sentences of one language. React escapes what is put in, so nothing is escaped here. */
export function translator(language: Language): Translate {
  const fixed = sentences.getFixedT(language);
  return (key, values) => fixed(key, values ?? {});
}

/**
 * The word for a code of the API's open lists (command state, price component, channel): our word
 * when there is one, else the code itself, so that a new code is never shown as nothing.
 */
export function wordOr(t: Translate, room: 'channel' | 'commandState' | 'component', code: string): string {
  return Object.hasOwn(catalogue[room], code) ? t(`${room}.${code}` as TextKey) : code.replaceAll('_', ' ');
}
