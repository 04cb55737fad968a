import type { WorldClock } from '../api/api.js';
import { instantMs, spokenTime } from '../calendar/supply-day.js';
import type { World } from '../store/state.js';
import { html, type Html } from './html.js';

/** The whole page around a content: banner, clock of the world, what was just done. */
export function frame(title: string, world: World | null, clock: WorldClock | null, said: string | null, path: string, content: Html): string {
  const advancing = clock?.advancing === true;
  return '<!doctype html>\n' + html`<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} - Tegoed simulator</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css">
${advancing ? html`<meta http-equiv="refresh" content="2">` : null}</head><body>
<a class="skip" href="#content">To the content</a>
<p class="sandbox" role="note">Sandbox: nothing here is real. No money, no meter, no message leaves this machine.</p>
<header><p class="soft back"><a href="/">The outside world</a></p><h1>${title}</h1>
${world === null ? null : clockBar(world, clock, path)}
${said === null ? null : html`<p class="said" role="status">${said}</p>`}</header>
<main id="content">${content}</main></body></html>`.text;
}

function clockBar(world: World, clock: WorldClock | null, path: string): Html {
  const now = clock === null ? world.nowMs : Math.max(world.nowMs, instantMs(clock.now));
  return html`<section class="clock" aria-label="Clock of this world"><div>
<span class="soft">World time in ${world.name} ${world.automatic ? '' : '(a story: nobody pays by itself)'}</span><br>
<strong><time datetime="${clock?.now ?? ''}">${spokenTime(now)}</time></strong></div>
${clock?.advancing === true
    ? html`<div class="moves" role="status"><label>
The clock is moving${clock.target === null ? '' : ` to ${spokenTime(instantMs(clock.target))}`} <progress></progress></label></div>`
    : html`<div class="moves">${moveButton(world, path, '1h', '+1 hour')}${moveButton(world, path, '1d', '+1 day')}${moveButton(world, path, '10:00', 'To the next 10:00')}</div>`}
</section>`;
}

function moveButton(world: World, path: string, to: string, words: string): Html {
  return html`<form method="post" action="/do/clock">
<input type="hidden" name="world" value="${world.id}"><input type="hidden" name="back" value="${path}"><button name="to" value="${to}" class="quiet">${words}</button></form>`;
}
