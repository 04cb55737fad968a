import { createCookie, type Cookie } from 'react-router';
import type { Grant, Language } from '../api/types.js';
import { languages } from '../api/types.js';
import type { SupportTyped } from '../cases/support-order.js';
import type { PortalEnvironment } from '../env.schema.js';

const yearInSeconds = 31_536_000;
const quarterOfAnHourInSeconds = 900;
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

/** A customer's own session; it lives in another cookie than that of staff, so that neither is taken for the other. */
export const customerCookie = (environment: PortalEnvironment) => signedCookie('tegoed_customer', environment, {});

/** The number or address that a code was just sent to, so that it does not stand in an address. */
export const contactCookie = (environment: PortalEnvironment) => signedCookie('tegoed_contact', environment, { path: '/my', maxAge: quarterOfAnHourInSeconds });

const helpCookie = (name: string, environment: PortalEnvironment) => signedCookie(name, environment, { path: '/people', maxAge: twoHoursInSeconds });

/** A support credit that is filled in but not yet given, between the form and the page that checks it. */
export type SupportDraft = SupportTyped & { readonly grantKey: string };

/** What a support credit just did, for the page that tells it; no money is read from it. */
export type GivenSupport = { readonly grantKey: string; readonly grant: Grant };

export const draftCookie = (environment: PortalEnvironment) => helpCookie('tegoed_draft', environment);
export const givenCookie = (environment: PortalEnvironment) => helpCookie('tegoed_given', environment);

const languageCookie = (environment: PortalEnvironment) => signedCookie('tegoed_language', environment, { maxAge: yearInSeconds });

export async function readSessionToken(request: Request, environment: PortalEnvironment): Promise<string | null> {
  const token: unknown = await sessionCookie(environment).parse(request.headers.get('cookie'));
  return typeof token === 'string' && token !== '' ? token : null;
}

export async function readCustomerToken(request: Request, environment: PortalEnvironment): Promise<string | null> {
  const token: unknown = await customerCookie(environment).parse(request.headers.get('cookie'));
  return typeof token === 'string' && token !== '' ? token : null;
}

export async function readContact(request: Request, environment: PortalEnvironment): Promise<string | null> {
  const contact: unknown = await contactCookie(environment).parse(request.headers.get('cookie'));
  return typeof contact === 'string' && contact !== '' ? contact : null;
}

/** The draft of this very form; another form's draft is none of its business. */
export async function readDraft(request: Request, environment: PortalEnvironment, grantKey: string): Promise<SupportDraft | null> {
  const draft: unknown = await draftCookie(environment).parse(request.headers.get('cookie'));
  return isKept<SupportDraft>(draft) && draft.grantKey === grantKey ? draft : null;
}

export async function readGiven(request: Request, environment: PortalEnvironment, grantKey: string): Promise<Grant | null> {
  const given: unknown = await givenCookie(environment).parse(request.headers.get('cookie'));
  return isKept<GivenSupport>(given) && given.grantKey === grantKey ? given.grant : null;
}

/** The signature has already told that we wrote it ourselves. */
const isKept = <T>(value: unknown): value is T => typeof value === 'object' && value !== null;

export async function readChosenLanguage(request: Request, environment: PortalEnvironment): Promise<Language | null> {
  const chosen: unknown = await languageCookie(environment).parse(request.headers.get('cookie'));
  return languages.find((language) => language === chosen) ?? null;
}

export const writeLanguage = (language: Language, environment: PortalEnvironment) => languageCookie(environment).serialize(language);
