const filters = ['fail', 'warn', 'pass', 'skip'] as const;

/** Everything but the chosen verdict is hidden, and so is an area without any of it. */
const filtering = filters
  .map(
    (verdict) =>
      `body:has(#show-${verdict}:checked) .rule:not(.${verdict}), body:has(#show-${verdict}:checked) section:not(:has(.${verdict})) { display: none }
body:has(#show-${verdict}:checked) main:not(:has(.${verdict})) .nothing { display: block }`,
  )
  .join('\n');

/** The look of the report, on a screen in light or dark and on paper. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1d2430; --soft: #5b6676; --line: #d9dee6; --paper: #fff; --wash: #f5f7fa;
  --fail: #b3261e; --warn: #8a5a00; --pass: #1a7f37; --skip: #66707f }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --soft: #9aa5b5; --line: #333c49; --paper: #14181f; --wash: #1c222b;
  --fail: #ff8a80; --warn: #f2b84b; --pass: #6fd08c; --skip: #8d98a8 } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem 1rem 4rem; color: var(--ink); background: var(--paper);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif }
h1 { margin: 0; font-size: 1.6rem }
.about { display: flex; flex-wrap: wrap; gap: .2rem 1rem; margin: .2rem 0 0; color: var(--soft) }
.about span { overflow-wrap: anywhere }
.dropped { color: var(--warn) }
.filter { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: .5rem; margin: 1.2rem 0; padding: .6rem 0; border: 0;
  background: var(--paper) }
.filter legend { position: absolute; clip-path: inset(50%) }
.filter label { display: flex; gap: .4rem; align-items: baseline; padding: .35rem .8rem; border: 1px solid var(--line); border-radius: .5rem;
  cursor: pointer }
.filter label:has(:checked) { border-color: currentColor; background: var(--wash) }
.filter label:has(:focus-visible) { outline: 2px solid currentColor; outline-offset: 2px }
.filter input { position: absolute; opacity: 0 }
.filter b { font-size: 1.25rem }
.fail { --tone: var(--fail) } .warn { --tone: var(--warn) } .pass { --tone: var(--pass) } .skip { --tone: var(--skip) } .all { --tone: var(--ink) }
.filter label { color: var(--tone) }
h2 { margin: 1.6rem 0 .4rem; font-size: 1rem; color: var(--soft) }
.rule { margin: 0 0 .5rem; padding: .5rem .8rem; border: 1px solid var(--line); border-left: 4px solid var(--tone); border-radius: .4rem }
summary { cursor: pointer; overflow-wrap: anywhere }
.verdict { display: inline-block; min-width: 3.2rem; font-weight: 700; color: var(--tone); text-transform: uppercase; font-size: .8rem }
summary a { font-weight: 600; color: inherit }
.level { font-size: .75rem; color: var(--soft); border: 1px solid var(--line); border-radius: .3rem; padding: 0 .35rem }
.message { margin: .5rem 0 .2rem }
.fail .message, .warn .message { font-weight: 600 }
.source { margin: 0 0 .5rem; color: var(--soft); font-size: .85rem }
article { margin: .6rem 0; border: 1px solid var(--line); border-radius: .4rem; overflow: hidden; break-inside: avoid-page }
h3 { display: flex; flex-wrap: wrap; gap: .2rem .7rem; margin: 0; padding: .4rem .7rem; background: var(--wash); font-size: .85rem;
  font-weight: 400 }
h3 code { overflow-wrap: anywhere; flex: 1 1 16rem; font-weight: 600 }
h3 .s2 { color: var(--pass) } h3 .s4 { color: var(--warn) } h3 .s5, h3 .s0 { color: var(--fail) }
.sides { display: grid; grid-template-columns: 1fr 1fr }
.sides > div { min-width: 0; padding: .4rem .7rem }
.sides > div + div { border-left: 1px solid var(--line) }
h4 { margin: 0 0 .2rem; font-size: .75rem; color: var(--soft); text-transform: uppercase; letter-spacing: .04em }
dl { margin: 0; font: 12px/1.5 ui-monospace, Menlo, Consolas, monospace }
dt { float: left; clear: left; margin-right: .5rem; color: var(--soft) } dt::after { content: ":" }
dd { margin: 0; overflow-wrap: anywhere }
pre { margin: .5rem 0 0; max-height: 22rem; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere;
  font: 12px/1.45 ui-monospace, Menlo, Consolas, monospace }
.rules { margin-top: 3rem; border-top: 1px solid var(--line) }
.rules h3 { display: block; margin-top: .8rem; padding: 0; background: none; break-after: avoid } .rules p { margin: 0 }
.rules h3:target { outline: 2px solid currentColor }
.nothing { display: none; color: var(--soft) }
${filtering}
@media (max-width: 46rem) { .sides { grid-template-columns: 1fr } .sides > div + div { border-left: 0; border-top: 1px solid var(--line) } }
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #444; --line: #bbb; --paper: #fff; --wash: #f3f3f3;
    --fail: #a00; --warn: #740; --pass: #060; --skip: #555 }
  body { max-width: none; padding: 0; font-size: 10pt }
  .filter { position: static; padding: 0 } .filter label, .filter label:has(:checked) { border: 0; padding: 0 1rem 0 0; background: none }
  .rule { break-inside: auto } summary { list-style: none; break-after: avoid }
  details::details-content { content-visibility: visible; display: block; height: auto }
  pre { max-height: none; overflow: visible }
  a { text-decoration: none }
}
`;
