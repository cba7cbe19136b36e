// The canvas takes its colours and fonts from the style sheet, so that light,
// dark and forced colours need no word here.

const NAMES = [
  "ink", "ink-soft", "ink-faint", "paper", "paper-raised", "rule", "rule-soft", "accent", "focus", "band",
];

export function palette(element, types) {
  const style = getComputedStyle(element);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  const p = { types: {} };
  for (const n of NAMES) p[n] = read(n) || "CanvasText";
  for (const t of types) p.types[t] = read(`type-${t}`) || p.ink;
  const family = style.fontFamily;
  p.label = `13px ${family}`;
  p.small = `11.5px ${family}`;
  p.strong = `600 12px ${family}`;
  p.forced = matchMedia("(forced-colors: active)").matches;
  return p;
}
