/** The style sheet of the page: light or dark by the reader's setting, with the fonts of their machine. */
export const apiPageStyle = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1c2127, #e4e7eb);
  --soft: light-dark(#59636e, #9aa4af);
  --ground: light-dark(#ffffff, #15191e);
  --panel: light-dark(#f5f7f9, #1d2329);
  --line: light-dark(#dde2e7, #323a43);
  --link: light-dark(#0b5cad, #74b3f2);
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 1rem; }
body { margin: 0; display: grid; grid-template-columns: 17rem minmax(0, 1fr); color: var(--ink); background: var(--ground);
  font: 1rem/1.55 system-ui, sans-serif; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: 0.15em; }
code, pre { font: 0.875rem/1.5 ui-monospace, monospace; }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.25rem; background: var(--panel);
  border-right: 1px solid var(--line); font-size: 0.9rem; }
nav ol { list-style: none; margin: 0; padding: 0; }
nav ol ol { margin: 0.25rem 0 0.75rem; padding-left: 0.75rem; border-left: 1px solid var(--line); }
nav a { color: inherit; text-decoration: none; overflow-wrap: anywhere; }
nav ol ol a { color: var(--soft); }
nav a:hover { text-decoration: underline; }
main { max-width: 56rem; padding: 1.5rem clamp(1rem, 4vw, 3rem) 6rem; }
h1 { font-size: 1.75rem; line-height: 1.2; }
h1 small { color: var(--soft); font-weight: 400; font-size: 1rem; }
h2 { margin: 3.5rem 0 1rem; padding-bottom: 0.4rem; border-bottom: 1px solid var(--line); font-size: 1.35rem; }
h3 { margin: 0 0 0.4rem; font-size: 1.05rem; }
h3 a { color: inherit; text-decoration: none; }
h3 a:hover { text-decoration: underline; }
article { margin: 1.25rem 0; padding: 1rem 1.25rem; border: 1px solid var(--line); border-radius: 0.5rem; }
article:target { border-color: var(--link); }
article p { margin: 0.4rem 0; }
.facts { display: grid; grid-template-columns: 7rem minmax(0, 1fr); gap: 0.6rem 1rem; }
.facts dt { font-weight: 600; }
.facts dd { margin: 0; }
.call { overflow-wrap: anywhere; }
.method { display: inline-block; min-width: 4.2rem; padding: 0.05rem 0.4rem; border-radius: 0.25rem; color: #fff;
  background: #59636e; text-align: center; font: 600 0.75rem/1.6 ui-monospace, monospace; }
.get { background: #0b5cad; }
.post { background: #1a7f37; }
.put, .patch { background: #8a5a00; }
.delete { background: #b42318; }
.access, .problems { color: var(--soft); font-size: 0.9rem; }
.problems a { font: 0.78rem ui-monospace, monospace; color: inherit; }
table { width: 100%; margin: 0.75rem 0; border-collapse: collapse; font-size: 0.9rem; }
caption { text-align: left; font-weight: 600; padding: 0.2rem 0; }
th, td { padding: 0.3rem 0.75rem 0.3rem 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; }
thead th { font-weight: 600; border-top: 0; }
tr:target { background: var(--panel); }
details { margin: 0.5rem 0; }
summary { cursor: pointer; font-weight: 600; font-size: 0.9rem; }
pre { margin: 0.4rem 0; padding: 0.75rem 1rem; overflow-x: auto; background: var(--panel); border-radius: 0.375rem; }
@media (max-width: 52rem) {
  body { display: block; }
  nav { position: static; height: auto; border-right: 0; border-bottom: 1px solid var(--line); }
  nav ol ol { display: none; }
}
@media print { nav { display: none; } body { display: block; } article { break-inside: avoid; } }
`
