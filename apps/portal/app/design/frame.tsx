import type { ReactNode } from 'react';
import { languages } from '../api/types.js';
import type { User } from '../api/types.js';
import type { TextKey } from '../language/catalogue.js';
import { isCaseWorker } from '../request/viewer.js';
import { useDesk } from './desk.js';
import { Icon, IconSprite } from './icons.js';

/** What surrounds every page: sandbox banner, whose desk it is, language, menu and the help line. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const { t, user, supplierName, path } = useDesk();
  const tenantName = user?.organisation.name ?? supplierName;
  const first = isCustomerPath(path) ? '/my' : '/';
  return (
    <>
      <IconSprite />
      <a className="skip" href="#content">{t('frame.skip')}</a>
      <SandboxBanner />
      <header className="masthead">
        <a className="brand" href={first}>
          <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <path d="M6 15 16 6l10 9v11H6z" fill="none" stroke="currentColor" strokeWidth="2.4" strokeLinejoin="round" />
            <path d="m17.5 13-5 7H16l-1.5 5 5-7H16z" fill="#ffd166" />
          </svg>
          Tegoed
          {tenantName === null ? null : <span className="tenant">{tenantName}</span>}
        </a>
        <div className="reader">
          {user ? <span className="who">{`${user.name}, ${t(`role.${user.role}`)}`}</span> : null}
          <LanguageSwitch />
          {user ? (
            <form method="post" action="/logout">
              <button className="plain-button">{t('frame.signOut')}</button>
            </form>
          ) : null}
        </div>
      </header>
      {user ? <Menu user={user} /> : null}
      <main id="content" tabIndex={-1}>{children}</main>
      <HelpLine />
    </>
  );
}

/** The pages of customers and their helpers, from which nothing leads to the staff's. */
function isCustomerPath(path: string): boolean {
  return /^\/(my|pay|paid)(\/|\?|$)/.test(path);
}

function SandboxBanner() {
  const { t, format, sandboxNow } = useDesk();
  if (sandboxNow === null) return null;
  return (
    <aside className="sandbox" aria-label={t('frame.sandbox')}>
      <strong>{t('frame.sandbox')}</strong> {t('frame.sandboxTime', { time: format.longMoment(sandboxNow) })}
    </aside>
  );
}

const ownNames = { nl: 'Nederlands', fr: 'Français', de: 'Deutsch', en: 'English' } as const;

function LanguageSwitch() {
  const { t, language, path } = useDesk();
  return (
    <form method="post" action="/language" className="languages">
      <input type="hidden" name="back" value={path} />
      <fieldset>
        <legend className="visually-hidden">{t('frame.language')}</legend>
        {languages.map((code) => (
          <button key={code} className="plain-button" name="language" value={code} lang={code} title={ownNames[code]} aria-pressed={code === language}>
            <abbr title={ownNames[code]}>{code.toUpperCase()}</abbr>
          </button>
        ))}
      </fieldset>
    </form>
  );
}

type MenuEntry = readonly [path: string, words: TextKey];

const supplierMenu: readonly MenuEntry[] = [
  ['/', 'frame.overview'],
  ['/accounts', 'frame.accounts'],
  ['/daily-runs', 'frame.dailyRuns'],
  ['/payments', 'frame.payments'],
  ['/tariffs', 'frame.tariffs'],
  ['/policies', 'frame.policies'],
];
const caseWorkerMenu: readonly MenuEntry[] = [['/', 'frame.people']];

function Menu({ user }: { readonly user: User }) {
  const { t, path } = useDesk();
  const entries = isCaseWorker(user.role) ? caseWorkerMenu : supplierMenu;
  const room = path.split(/[/?]/)[1] ?? '';
  const here = room === 'people' ? '/' : `/${room}`;
  return (
    <nav className="menu" aria-label={t('frame.menu')}>
      <ul>
        {entries.map(([to, words]) => (
          <li key={to}>
            <a href={to} aria-current={here === to ? 'page' : undefined}>{t(words)}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function HelpLine() {
  const { t, helpPhone } = useDesk();
  return (
    <footer className="foot">
      <p className="help-line">
        <Icon name="phone" />
        {t('frame.help')} <a href={`tel:${helpPhone.replaceAll(' ', '')}`}>{helpPhone}</a> {t('frame.helpHours')}
      </p>
    </footer>
  );
}
