import { spokenTime } from '../calendar/supply-day.js';
import type { Home } from '../homes/home.js';
import { messagesOf } from '../sinks/inbox.js';
import type { CallLine, TelephoneCall } from '../telephone/exchange.js';
import type { Message, World } from '../store/state.js';
import type { OutsideWorld } from '../world/outside-world.js';
import { html, type Html } from './html.js';

const SHOWN_MESSAGES = 30;
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
const WORDS: Readonly<Record<string, readonly string[]>> = {
  nl: ['SALDO', 'LAATSTE', 'NOOD', 'STOP', 'HULP'], fr: ['SOLDE', 'DERNIER', 'URGENCE', 'STOP', 'AIDE'],
  de: ['STAND', 'LETZTE', 'NOT', 'STOP', 'HILFE'], en: ['BALANCE', 'LAST', 'CREDIT', 'STOP', 'HELP'],
};

/** The telephone of a home in full: calls with a keypad, SMS in both directions, mail and letters. */
export function telephonePage(outside: OutsideWorld, world: World, home: Home, call: TelephoneCall | null): Html {
  const { phone, email, language } = home.customer;
  return html`<p class="soft"><a href="/homes/${home.accountId}">Back to the meters</a> of ${home.address}</p><div class="columns">
<section class="card" aria-labelledby="call"><h2 id="call">Call the phone line</h2>${ringing(home, phone === null ? null : outside.exchange.ringingAt(phone))}${callCard(home, call)}</section>
<section class="card" aria-labelledby="sms"><h2 id="sms">SMS ${phone ?? '(no telephone)'}</h2>${phone === null ? null : html`${composer(home, language)}${texts(messages(outside, world, phone), phone)}`}</section>
<div class="stack"><section class="card" aria-labelledby="letters"><h2 id="letters">Letters</h2>${pinForm(home)}${papers(messages(outside, world, home.accountId))}</section>
<section class="card" aria-labelledby="mail"><h2 id="mail">Mail ${email ?? '(none)'}</h2>${email === null ? null : papers(messages(outside, world, email))}</section></div></div>`;
}

function ringing(home: Home, call: TelephoneCall | null): Html | null {
  if (call === null) return null;
  return html`<form class="deeds" method="post" action="/do/call"><input type="hidden" name="home" value="${home.accountId}"><input type="hidden" name="call" value="${call.sid}">
<p role="alert"><strong>The telephone rings.</strong></p><button name="deed" value="pick_up">Pick up</button></form>`;
}

function callCard(home: Home, call: TelephoneCall | null): Html {
  const rings = html`<form class="deeds" method="post" action="/do/call"><input type="hidden" name="home" value="${home.accountId}">
${home.customer.phone === null ? null : html`<button name="deed" value="ring">Call</button>`}<button class="quiet" name="deed" value="ring_withheld">Call without a number</button></form>`;
  if (call === null) return html`<p>Free of charge. The PIN comes by letter.</p>${rings}`;
  const isOpen = call.next?.kind === 'gather';
  return html`<ol class="transcript" aria-label="What was said">${call.lines.map(line)}</ol><p role="status">${endWords(call)}</p>
${isOpen ? keypad(home, call) : rings}<script src="/speech.js" defer></script>`;
}

function line({ by, language, text }: CallLine): Html {
  return by === 'caller' ? html`<li class="own"><span class="soft">You</span> ${text}</li>` : html`<li lang="${language}" data-speak>${text}</li>`;
}

function endWords({ next }: TelephoneCall): string {
  switch (next?.kind) {
    case undefined: return 'The phone line did not answer.';
    case 'gather': return next.keys === 1 ? 'The line waits for a key.' : 'The line waits for digits.';
    case 'dial': return `You are connected to ${next.number}.`;
    case 'hang_up': return 'The call is over.';
  }
}

function keypad(home: Home, call: TelephoneCall): Html {
  return html`<form method="post" action="/do/call"><input type="hidden" name="home" value="${home.accountId}"><input type="hidden" name="call" value="${call.sid}">
<div class="digits"><label>Digits <input name="digits" inputmode="numeric" autocomplete="off" pattern="[0-9*#]{1,20}" maxlength="20"></label>
<button name="deed" value="digits">Press these</button></div>
<div class="keypad" role="group" aria-label="Keys">${KEYS.map((key) => html`<button class="quiet" name="key" value="${key}" formnovalidate>${key}</button>`)}</div>
<div class="deeds"><button class="quiet" name="deed" value="silence" formnovalidate>Say nothing</button><button class="quiet" name="deed" value="hang_up" formnovalidate>Hang up</button></div></form>`;
}

function composer(home: Home, language: string): Html {
  return html`<form method="post" action="/do/text"><input type="hidden" name="home" value="${home.accountId}">
<div class="digits"><label>Message <input name="text" maxlength="160" autocomplete="off"></label><button>Send</button></div>
<div class="deeds">${(WORDS[language] ?? WORDS['nl'] ?? []).map((word) => html`<button class="quiet" name="word" value="${word}">${word}</button>`)}</div></form>`;
}

function pinForm(home: Home): Html {
  return html`<form class="deeds" method="post" action="/do/pin"><input type="hidden" name="home" value="${home.accountId}"><button>Ask for a PIN by letter</button></form>`;
}

function texts(shown: readonly Message[], phone: string): Html {
  if (shown.length === 0) return html`<div class="phone"><p>No messages.</p></div>`;
  return html`<div class="phone"><ol>${shown.map((message) => html`<li${message.from === phone ? html` class="own"` : null}>${message.text}<time>${spokenTime(message.atMs)}${message.from === phone ? '' : ` - ${message.status}`}</time></li>`)}</ol></div>`;
}

function papers(shown: readonly Message[]): Html {
  if (shown.length === 0) return html`<p>None.</p>`;
  return html`<ul class="mails">${shown.map((message, index) => html`<li><details ${index === 0 ? 'open' : ''}><summary>${message.subject}<time>${spokenTime(message.atMs)}</time></summary>
<pre>${message.text}</pre></details></li>`)}</ul>`;
}

function messages(outside: OutsideWorld, world: World, address: string): readonly Message[] {
  return messagesOf(outside.state, { to: address, worldId: world.id }).slice(0, SHOWN_MESSAGES);
}

/** Shows the newest words of the line, and reads them aloud where the browser can and the person wants it. */
export const SPEECH = `
const list = document.querySelector('.transcript');
if (list) {
  list.classList.add('scrolls');
  list.scrollTop = list.scrollHeight;
}
if (list && 'speechSynthesis' in window) {
  const aloud = () => localStorage.getItem('aloud') === 'yes';
  const button = document.createElement('button');
  button.className = 'quiet';
  const fresh = [];
  for (let item = list.lastElementChild; item && item.hasAttribute('data-speak'); item = item.previousElementSibling) fresh.unshift(item);
  const speak = () => {
    speechSynthesis.cancel();
    if (!aloud()) return;
    for (const item of fresh) {
      const words = new SpeechSynthesisUtterance(item.textContent);
      words.lang = item.lang;
      speechSynthesis.speak(words);
    }
  };
  const name = () => { button.textContent = aloud() ? 'Stop reading aloud' : 'Read aloud'; button.setAttribute('aria-pressed', String(aloud())); };
  button.type = 'button';
  button.addEventListener('click', () => { localStorage.setItem('aloud', aloud() ? 'no' : 'yes'); name(); speak(); });
  name();
  list.after(button);
  speak();
}
`;
