/** The style sheet of every page. Light and dark follow the system; text grows with the reader's settings. */
export const STYLE = `:root {
  color-scheme: light dark;
  --ground: #f3f6f5; --card: #ffffff; --ink: #17211f; --soft: #4b5a56; --line: #d3dcd9; --field: #6f7f7a;
  --brand: #0b5d4e; --brand-ink: #ffffff; --brand-deep: #08463b; --tint: #e6f2ef;
  --bad: #a3161b; --bad-tint: #fdeceb; --good: #0b5d4e; --focus: #1a5fd0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1615; --card: #18211f; --ink: #e8efed; --soft: #a9b8b4; --line: #33413e; --field: #7f908b;
    --brand: #5cc5ae; --brand-ink: #05221c; --brand-deep: #83d8c5; --tint: #18322c;
    --bad: #ffa8a3; --bad-tint: #3b1a1a; --good: #83d8c5; --focus: #8fbaff;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
a { color: var(--brand); text-underline-offset: .15em; }
a:hover { color: var(--brand-deep); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -100vw; top: 0; background: var(--card); padding: .75rem 1rem; z-index: 1; }
.skip:focus { left: 0; }
.wrap { width: 100%; max-width: 40rem; margin: 0 auto; padding: 0 1rem; }
.top { background: var(--card); border-bottom: 1px solid var(--line); }
.top .wrap { display: flex; align-items: center; gap: .75rem; padding-top: .75rem; padding-bottom: .75rem; }
.top img { display: block; border-radius: 8px; }
.top span { flex: 1; line-height: 1.25; }
.top strong { display: block; font-size: 1.0625rem; letter-spacing: -.01em; }
.top small { color: var(--soft); font-size: .875rem; }
.top a { display: inline-block; padding: .25rem 0; min-height: 1.75rem; }
main.wrap { padding-top: 1.5rem; padding-bottom: 2rem; }
main:focus { outline: none; }
h1 { font-size: 1.625rem; line-height: 1.2; margin: 0 0 .5rem; letter-spacing: -.02em; text-wrap: balance; }
h2 { font-size: 1.125rem; line-height: 1.3; margin: 0 0 .25rem; }
p { margin: 0 0 .75rem; overflow-wrap: anywhere; }
.step { color: var(--soft); margin: 0 0 .25rem; font-size: .9375rem; }
.lead { font-size: 1.0625rem; margin-bottom: 1.25rem; }
.soft { color: var(--soft); font-size: .9375rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.125rem; margin: 0 0 1rem; min-width: 0; }
.card > :last-child { margin-bottom: 0; }
.summary { background: var(--tint); }
.whole { white-space: nowrap; }
fieldset.card { padding-top: 1rem; }
fieldset.card legend { float: left; width: 100%; padding: 0; margin: 0 0 .25rem; }
fieldset.card legend + * { clear: both; }
dl { margin: 0; display: grid; grid-template-columns: minmax(8rem, auto) 1fr; gap: .5rem 1rem; }
dt { color: var(--soft); }
dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; min-width: 0; }
ul { margin: 0; padding: 0; list-style: none; }
.rows > li { border-top: 1px solid var(--line); }
.rows > li:first-child { border-top: 0; }
.plain { display: flex; justify-content: space-between; flex-wrap: wrap; gap: 0 1rem; padding: .5rem 0; }
.plain span:last-child { color: var(--soft); }
.pick { display: grid; grid-template-columns: 1.5rem 1fr; gap: .125rem .75rem; align-items: start; padding: .75rem 0; cursor: pointer; }
.pick input { width: 1.375rem; height: 1.375rem; margin: .0625rem 0 0; accent-color: var(--brand); }
.pick small, .plain small { grid-column: 2; color: var(--soft); font-size: .9375rem; overflow-wrap: anywhere; }
.pick b { font-weight: 600; overflow-wrap: anywhere; }
label.above { display: block; font-weight: 600; margin-bottom: .25rem; }
input.text { display: block; width: 100%; max-width: 16rem; font: inherit; font-size: 1.125rem; padding: .625rem .75rem;
  color: var(--ink); background: var(--card); border: 1px solid var(--field); border-radius: 8px; }
input.text[aria-invalid] { border: 2px solid var(--bad); }
.wrong { color: var(--bad); font-weight: 600; margin: .25rem 0; }
.alert { border: 2px solid var(--bad); background: var(--bad-tint); border-radius: 12px; padding: 1rem 1.125rem; margin: 0 0 1.25rem; }
.alert h2 { margin-bottom: .25rem; }
.alert a { color: var(--bad); font-weight: 600; }
.done { border: 2px solid var(--good); background: var(--tint); border-radius: 12px; padding: 1rem 1.125rem; margin: 0 0 1.25rem; font-weight: 600; }
.buttons { display: flex; flex-wrap: wrap; gap: .75rem; margin-top: 1.25rem; }
button { font: inherit; font-weight: 600; min-height: 3rem; padding: .625rem 1.25rem; border-radius: 10px; cursor: pointer;
  border: 2px solid var(--brand); background: var(--brand); color: var(--brand-ink); flex: 1 1 auto; }
button:hover { background: var(--brand-deep); border-color: var(--brand-deep); }
button.second { background: transparent; color: var(--brand); flex: 0 1 auto; }
button.second:hover { background: var(--tint); color: var(--brand-deep); }
button.link { background: none; border: 0; color: var(--brand); padding: 0; min-height: 1.75rem; text-decoration: underline; flex: none; font-weight: 400; }
form.inline { display: inline; }
footer { color: var(--soft); font-size: .875rem; border-top: 1px solid var(--line); }
footer .wrap { padding-top: 1rem; padding-bottom: 1.5rem; }
footer p { margin: 0; }
code { font-size: .9375rem; overflow-wrap: anywhere; }
@media (max-width: 30rem) {
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .625rem; }
  dd:last-child { margin-bottom: 0; }
  .buttons { flex-direction: column; }
  button, button.second { width: 100%; }
  button.link { width: auto; }
}
@media (forced-colors: active) { .card, .alert, .done { border-color: CanvasText; } }
`;
