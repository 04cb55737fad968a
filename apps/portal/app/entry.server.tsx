import { renderToString } from 'react-dom/server';
import { ServerRouter, type EntryContext, type RouterContextProvider } from 'react-router';
import { gzipSync } from 'node:zlib';
import { DeskProvider, type DeskFacts } from './design/desk.js';
import { customerContext, environmentContext, languageContext, viewerContext } from './request/contexts.js';

/**
 * Renders a page whole: there is nothing to stream, since every loader has answered before, and a
 * page without streaming needs no inline script. Language and reader come from the request and not
 * from a loader, so that an error page speaks the reader's language too.
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  router: EntryContext,
  context: RouterContextProvider,
): Response {
  const html = renderToString(
    <DeskProvider facts={factsOf(request, context)}>
      <ServerRouter context={router} url={request.url} />
    </DeskProvider>,
  );
  headers.set('content-type', 'text/html; charset=utf-8');
  headers.set('cache-control', 'no-store');
  headers.append('vary', 'accept-encoding');
  return pageResponse(request, `<!doctype html>${html}`, status, headers);
}

function factsOf(request: Request, context: RouterContextProvider): DeskFacts {
  const viewer = context.get(viewerContext);
  const customer = context.get(customerContext);
  const address = new URL(request.url);
  return {
    language: context.get(languageContext),
    user: viewer?.user ?? null,
    sandboxNow: viewer?.sandboxNow ?? (customer?.home.sandbox === true ? customer.home.asOf : null),
    supplierName: customer?.home.supplierName ?? null,
    helpPhone: context.get(environmentContext).HELP_PHONE,
    path: address.pathname + address.search,
  };
}

/** Compressed when the browser takes it: an account page shrinks to about a tenth. */
function pageResponse(request: Request, html: string, status: number, headers: Headers): Response {
  const takesGzip = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
  if (!takesGzip) return new Response(html, { status, headers });
  headers.set('content-encoding', 'gzip');
  return new Response(gzipSync(html), { status, headers });
}
