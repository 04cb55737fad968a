import { createRequestHandler } from '@react-router/express';
import express, { type Express } from 'express';
import helmet from 'helmet';
import { fileURLToPath } from 'node:url';
import { RouterContextProvider, type ServerBuild } from 'react-router';
import * as serverBuild from 'virtual:react-router/server-build';
import type { PortalEnvironment } from '../app/env.schema.js';
import { clientAddressContext, environmentContext } from '../app/request/contexts.js';

export { envSchema, readEnvironment } from '../app/env.schema.js';

/** The module's own types write optional members as "or undefined", which our stricter reading keeps apart. */
const build = serverBuild as ServerBuild;

const clientFolder = fileURLToPath(new URL('../client', import.meta.url));

/**
 * The whole portal as one express application: security headers, health check, stylesheets and the
 * server-rendered pages. The caller listens.
 */
export function createPortal(environment: PortalEnvironment): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', 'loopback, uniquelocal');
  app.use(securityHeaders(environment));
  app.get('/health', (_request, response) => void response.json({ status: 'ok' }));
  app.use('/assets', express.static(`${clientFolder}/assets`, { immutable: true, maxAge: '1y' }));
  app.use(express.static(clientFolder, { maxAge: '1h' }));
  app.use(
    createRequestHandler({
      build: acceptingOwnOrigin(environment),
      getLoadContext: (request) => contextOf(environment, request.ip ?? null),
    }),
  );
  return app;
}

function contextOf(environment: PortalEnvironment, clientAddress: string | null): RouterContextProvider {
  const context = new RouterContextProvider();
  context.set(environmentContext, environment);
  context.set(clientAddressContext, clientAddress);
  return context;
}

/** Nothing but our own stylesheets, pictures and forms: the pages run no script at all. */
function securityHeaders(environment: PortalEnvironment) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        // A payment form of ours ends on the page of the card provider.
        formAction: ["'self'", new URL(environment.CARD_PAGE_ORIGIN).origin],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: environment.PORTAL_URL?.startsWith('https:') ?? false,
    referrerPolicy: { policy: 'same-origin' },
  });
}

/** Behind a proxy the Host header may differ from the address people see; forms of that address are ours too. */
function acceptingOwnOrigin(environment: PortalEnvironment): ServerBuild {
  if (environment.PORTAL_URL === undefined) return build;
  return { ...build, allowedActionOrigins: [new URL(environment.PORTAL_URL).host] };
}
