import { createCookie, type Cookie } from 'react-router';
import type { Grant, Language } from '../api/types.js';
import { languages } from '../api/types.js';
import type { PortalEnvironment } from '../env.schema.js';

const yearInSeconds = 31_536_000;
const twoHoursInSeconds = 7_200;

type CookieShape = { readonly maxAge?: number; readonly path?: string };

function signedCookie(name: string, environment: PortalEnvironment, shape: CookieShape): Cookie {
  return createCookie(name, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: environment.PORTAL_URL?.startsWith('https:') ?? false,
    secrets: environment.SESSION_SECRET.split(','),
    ...shape,
  });
}

/** The API's session token; it ends with the browser or when the API says so. */
export const sessionCookie = (environment: PortalEnvironment) => signedCookie('tegoed_session', environment, {});

/** What a support credit just did, for the page that tells it; no money is read from it. */
export const givenCookie = (environment: PortalEnvironment) =>
  signedCookie('tegoed_given', environment, { path: '/people', maxAge: twoHoursInSeconds });

const languageCookie = (environment: PortalEnvironment) => signedCookie('tegoed_language', environment, { maxAge: yearInSeconds });

export async function readSessionToken(request: Request, environment: PortalEnvironment): Promise<string | null> {
  const token: unknown = await sessionCookie(environment).parse(request.headers.get('cookie'));
  return typeof token === 'string' && token !== '' ? token : null;
}

export async function readGiven(request: Request, environment: PortalEnvironment): Promise<Grant | null> {
  const grant: unknown = await givenCookie(environment).parse(request.headers.get('cookie'));
  return typeof grant === 'object' && grant !== null ? (grant as Grant) : null;
}

export async function readChosenLanguage(request: Request, environment: PortalEnvironment): Promise<Language | null> {
  const chosen: unknown = await languageCookie(environment).parse(request.headers.get('cookie'));
  return languages.find((language) => language === chosen) ?? null;
}

export const writeLanguage = (language: Language, environment: PortalEnvironment) => languageCookie(environment).serialize(language);
