/** The one style sheet of the simulator page: large targets, clear focus, light and dark. */
export const STYLE = `
:root{--ink:#1d2b33;--soft:#566873;--paper:#f5f3ee;--card:#fff;--line:#d9d4c7;--deed:#0b5c73;--deed-ink:#fff;--warm:#e8a317;--calm:#dceef2}
@media (prefers-color-scheme:dark){:root{--ink:#eef2f3;--soft:#a9bac3;--paper:#12191d;--card:#1c262c;--line:#34434c;--deed:#6cc4db;--deed-ink:#0b2129;--warm:#f3bd4e;--calm:#1d3a44}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.5 system-ui,sans-serif}
a{color:var(--deed)}a:focus-visible,button:focus-visible,input:focus-visible,summary:focus-visible{outline:3px solid var(--warm);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem;z-index:2}
.sandbox{background:repeating-linear-gradient(135deg,var(--warm) 0 18px,#f6c65f 18px 36px);color:#2a1d00;padding:.35rem 1rem;text-align:center;font-weight:600;margin:0}.back{margin:0}
header,main{max-width:72rem;margin:0 auto;padding:0 1rem}
header{padding-top:1.25rem}h1{font-size:1.7rem;line-height:1.2;margin:.2rem 0}h2{font-size:1.2rem;margin:0 0 .6rem}
.soft{color:var(--soft)}.num{font-variant-numeric:tabular-nums}
.clock{display:flex;flex-wrap:wrap;gap:.6rem 1rem;align-items:center;background:var(--card);border:1px solid var(--line);border-radius:14px;padding:.8rem 1rem;margin:1rem 0}
.clock strong{font-size:1.15rem}.clock form,.deeds form{display:inline}
.clock .moves{margin-left:auto;display:flex;flex-wrap:wrap;gap:.5rem}
button,.button{font:inherit;min-height:44px;padding:.45rem 1rem;border-radius:10px;border:1px solid var(--deed);background:var(--deed);color:var(--deed-ink);cursor:pointer}
button.quiet{background:transparent;color:var(--deed)}
.said{background:var(--calm);border-radius:10px;padding:.7rem 1rem;margin:1rem 0}
.counts{display:flex;flex-wrap:wrap;gap:.5rem 1.4rem;list-style:none;padding:0;margin:.5rem 0 1rem}
.homes{display:grid;grid-template-columns:repeat(auto-fill,minmax(15.5rem,1fr));gap:.8rem;list-style:none;padding:0;margin:0 0 3rem}
.home{display:flex;gap:.8rem;background:var(--card);border:1px solid var(--line);border-radius:14px;padding:.8rem;color:inherit;text-decoration:none;min-height:100%}
.home:hover{border-color:var(--deed)}.home svg{flex:none}.home b{display:block;line-height:1.25}
.tag{display:inline-block;border:1px solid currentColor;border-radius:99px;padding:0 .55rem;font-size:.85rem}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,26rem),1fr));gap:1rem;margin:1rem 0 3rem;align-items:start}.stack{display:grid;gap:1rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1rem}
.meter{display:flex;gap:1rem}.meter svg{flex:none}.meter dl{display:grid;grid-template-columns:auto 1fr;gap:.1rem .8rem;margin:0 0 .6rem;min-width:0}.meter dt{white-space:nowrap}.meter dt{color:var(--soft)}.meter dd{margin:0}
.deeds{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:.6rem}
.phone{max-width:23rem;margin:0 auto;border:10px solid #20292e;border-radius:34px;background:#e7edf0;color:#16222a;padding:1.2rem .8rem;min-height:20rem}
.phone ol,.mails{list-style:none;margin:0;padding:0}
.phone ol{max-height:38rem;overflow-y:auto}
.phone li{background:#fff;border-radius:16px 16px 16px 4px;padding:.6rem .8rem;margin:0 1.2rem .7rem 0;white-space:pre-line;overflow-wrap:anywhere}
.phone li.own{background:#cfe9d8;border-radius:16px 16px 4px 16px;margin:0 0 .7rem 1.2rem}
.transcript{list-style:none;margin:0 0 .6rem;padding:0;display:grid;gap:.4rem}.transcript.scrolls{max-height:28rem;overflow:auto}
.transcript li{background:var(--calm);border-radius:12px 12px 12px 4px;padding:.45rem .7rem;margin-right:2rem}
.transcript li.own{background:transparent;border:1px solid var(--line);border-radius:12px 12px 4px 12px;margin:0 0 0 2rem;justify-self:end}
#sms~.phone{margin-top:1rem}.stack{min-width:0}.stack>*{min-width:0}h2{overflow-wrap:anywhere}
.keypad{display:grid;grid-template-columns:repeat(3,1fr);gap:.4rem;max-width:15rem;margin:.7rem 0}.keypad button{font-size:1.25rem}
.digits{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end}.digits label{display:grid;flex:1 1 10rem}
.digits input{font:inherit;min-height:44px;padding:.4rem .7rem;border:1px solid var(--soft);border-radius:10px;background:var(--card);color:inherit;width:100%}
a.button{display:inline-flex;align-items:center;text-decoration:none}
.phone time,.mails time{display:block;font-size:.8rem;opacity:.75}
.mails li{border-top:1px solid var(--line);padding:.6rem 0}.mails pre{white-space:pre-wrap;font:inherit;margin:.4rem 0 0;overflow-wrap:anywhere}
.search{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end;margin:0 0 1rem}.search input{font:inherit;min-height:44px;padding:.4rem .7rem;border:1px solid var(--soft);border-radius:10px;background:var(--card);color:inherit;min-width:16rem}
main.checkout{max-width:26rem;padding-top:1.5rem}.checkout .sum{font-size:2.2rem;font-weight:700;margin:.2rem 0 1rem}.checkout .stack{gap:.7rem}a.button{display:inline-block;text-decoration:none}
progress{accent-color:var(--deed);width:9rem}
`;
