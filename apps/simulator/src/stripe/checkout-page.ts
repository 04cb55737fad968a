import { euroText } from '../bank/transfer.js';
import { CallerError, seeOther, type Request, type Response, type Route } from '../http/router.js';
import { html, type Html } from '../page/html.js';
import type { CheckoutSession, StripeAccount } from './account.js';
import { expire, pay } from './happenings.js';
import type { StripeDouble } from './stripe-double.js';

/** The provider's own page, on which a person pays with one click. The real one asks for a card; this one never does. */
export function checkoutPageRoutes(stripe: StripeDouble): readonly Route[] {
  return [
    { method: 'GET', path: '/checkout/:account/:session', handle: (request) => show(stripe, request) },
    { method: 'POST', path: '/checkout/:account/:session', handle: (request) => press(stripe, request) },
  ];
}

function show(stripe: StripeDouble, request: Request): Response {
  const { session } = named(stripe, request);
  const refused = request.query.has('refused');
  switch (session.status) {
    case 'complete':
      return leaving(session, 'Paid', session.successUrl, 'Thank you. You go back by yourself.');
    case 'expired':
      return leaving(session, 'Not paid', session.cancelUrl, 'Nothing was paid. You go back by yourself.');
    case 'open':
      return page('Pay', html`${summary(session)}
${refused ? html`<p class="said" role="alert">The bank refused this card. Nothing was paid. Try another way.</p>` : null}
<form method="post" class="stack">
${session.methods.includes('card') ? html`<button name="deed" value="card">Pay with a card</button>` : null}
${session.methods.includes('bancontact') ? html`<button name="deed" value="bancontact">Pay with Bancontact</button>` : null}
<button name="deed" value="refuse" class="quiet">Use a card that is refused</button>
<button name="deed" value="stop" class="quiet">Stop and go back</button></form>`, null);
  }
}

function press(stripe: StripeDouble, request: Request): Response {
  const { account, session } = named(stripe, request);
  const deed = new URLSearchParams(request.body).get('deed');
  const at = stripe.at(account);
  if (deed === 'card' || deed === 'bancontact') pay(at, session, deed, false);
  else if (deed === 'refuse') pay(at, session, 'card', true);
  else if (deed === 'stop') expire(at, session);
  else throw new CallerError(422, 'unknown_deed', 'That button is not known.');
  return seeOther(`${request.path}${deed === 'refuse' ? '?refused=1' : ''}`);
}

function named(stripe: StripeDouble, request: Request): { readonly account: StripeAccount; readonly session: CheckoutSession } {
  const { account: accountId = '', session: sessionId = '' } = request.parts;
  const account = stripe.accountIds.includes(accountId) ? stripe.account(accountId) : null;
  const session = account?.sessions[sessionId];
  if (account === null || session === undefined) throw new CallerError(404, 'unknown_checkout', 'There is no such checkout.');
  return { account, session };
}

function summary(session: CheckoutSession): Html {
  return html`<p>${session.description}</p><p class="sum num">${euroText(session.amount)} EUR</p>`;
}

/** A page that goes on by itself; the link is for browsers that do not. */
function leaving(session: CheckoutSession, title: string, target: string, words: string): Response {
  return page(title, html`${summary(session)}<p role="status">${words}</p><p><a class="button" href="${target}">Go back now</a></p>`, target);
}

function page(title: string, content: Html, goesTo: string | null): Response {
  const body = '<!doctype html>\n' + html`<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} - card provider of the sandbox</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css">
${goesTo === null ? null : html`<meta http-equiv="refresh" content="1;url=${goesTo}">`}</head><body>
<p class="sandbox" role="note">Sandbox: nothing here is real. No card is needed, no money moves.</p>
<main class="checkout"><h1>${title}</h1>${content}</main></body></html>`.text;
  return { status: 200, contentType: 'text/html; charset=utf-8', body };
}
