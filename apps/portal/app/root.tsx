import { isRouteErrorResponse, Links, Outlet, Scripts, useMatches } from 'react-router';
import type { ReactNode } from 'react';
import type { Trouble } from './api/answered.js';
import { useDesk } from './design/desk.js';
import { Frame } from './design/frame.js';
import { TroublePage } from './design/trouble-page.js';
import './design/tokens.css';
import './design/page.css';
import './design/parts.css';
import './design/account.css';
import './design/own.css';
import { environmentContext, languageContext } from './request/contexts.js';
import { readChosenLanguage } from './request/cookies.js';
import { languageOfBrowser } from './request/language-choice.js';
import type { Route } from './+types/root.js';

/** Before anybody is signed in: the language once chosen, else the browser's. */
export const middleware: Route.MiddlewareFunction[] = [
  async ({ request, context }) => {
    const chosen = await readChosenLanguage(request, context.get(environmentContext));
    context.set(languageContext, chosen ?? languageOfBrowser(request.headers.get('accept-language')));
  },
];

/** A root loader makes the middleware above run for pages without a loader too. */
export const loader = () => null;

export function Layout({ children }: { readonly children: ReactNode }) {
  const { language } = useDesk();
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <Links />
      </head>
      <body>
        <Frame>{children}</Frame>
        <ScriptsWhereAsked />
      </body>
    </html>
  );
}

/** No page runs scripts unless its route says `handle = { js: true }`; none does so far. */
function ScriptsWhereAsked() {
  const asked = useMatches().some((match) => (match.handle as { js?: boolean } | undefined)?.js === true);
  return asked ? <Scripts /> : null;
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <TroublePage trouble={troubleOf(error)} />;
}

function troubleOf(error: unknown): Trouble {
  if (!isRouteErrorResponse(error)) return { kind: 'failed', detail: null };
  const told = error.data as Partial<Trouble> | null;
  if (typeof told === 'object' && told?.kind !== undefined) return { kind: told.kind, detail: told.detail ?? null };
  return { kind: error.status === 404 ? 'not_found' : 'failed', detail: null };
}
