// Wires the timeline page together.

import { Timeline } from "/static/js/timeline/app.js";
import { query, read, write } from "/static/js/timeline/address.js";
import { FIRST_DAY, LAST_DAY, Words, fromISO, fromParts, parts } from "/static/js/timeline/days.js";
import { Form, List } from "/static/js/timeline/form.js";
import { listenKeys } from "/static/js/timeline/keys.js";
import { Card, Tip } from "/static/js/timeline/panel.js";
import { listenPointer } from "/static/js/timeline/pointer.js";

const $ = (id) => document.getElementById(id);
const config = JSON.parse($("timeline-config").textContent);
config.todayDay = fromISO(config.today);
const say = (key, values = {}) => (config.words[key] || key).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
const words = new Words(config.lang, say);

const box = $("timeline-canvas");
const tl = new Timeline({ box, canvas: box.querySelector("canvas"), config, words });
const live = $("timeline-live");
const announce = (text) => {
  live.textContent = "";
  requestAnimationFrame(() => (live.textContent = text));
};

let state = read();
const list = new List($("timeline-list"), config.lang);
const tip = new Tip($("timeline-tip"), tl);
const card = new Card($("timeline-card"), config.lang, () => {
  tl.select(null);
  box.focus();
});
const form = new Form($("timeline-filter"), (next) => apply({ ...next, sel: tl.selected }, "push"));
const open = (item) => {
  remember("replace");
  location.assign(`/events/${item.id}`);
};

// apply takes over a state from the form or the address.
async function apply(next, how) {
  // Only a date the reader has just changed moves the view.
  const moved = next.from !== state.from || next.to !== state.to;
  state = { ...next };
  turn++;
  box.dataset.state = "moving";
  if (how) write(state, how);
  if (how !== "push" || moved) await view(state);
  await tl.filter(state.filter, state.lanes);
  select(state.sel);
  follow();
}

// view shows the range of a state; without one, all events.
async function view({ from, to }) {
  if (from === null && to === null) {
    tl.auto = true;
    return;
  }
  if (from === null || to === null) {
    tl.tiles.setFilter(query({ filter: state.filter, from: null, to: null, lanes: "", sel: 0 }));
    const t = await tl.tiles.extent().catch(() => null);
    if (from === null) from = Math.min(t?.first ?? to - 366, to - 31);
    else to = Math.max((t?.last ?? from + 365) + 1, from + 31);
  }
  tl.show(Math.max(from, FIRST_DAY), Math.min(to, LAST_DAY));
}

// remember writes what is in view into the address.
function remember(how) {
  state.sel = tl.selected;
  state.lanes = tl.lanesBy;
  if (tl.auto) state.from = state.to = null;
  else if (!sameView()) [state.from, state.to] = [Math.floor(tl.scale.from), Math.ceil(tl.scale.to)];
  write(state, how);
}

// sameView keeps the days of an address that is still what is shown; one side
// may be open.
function sameView() {
  const near = (a, b) => a === null || Math.abs(a - b) < 0.01;
  return (state.from !== null || state.to !== null) && near(state.from, tl.scale.from) && near(state.to, tl.scale.to);
}

// follow brings list, counts and dates in step with the view.
let turn = 0;
async function follow() {
  const mine = ++turn;
  form.dates(state.from, state.to);
  $("timeline-range").textContent = words.span(Math.floor(tl.scale.from), Math.ceil(tl.scale.to));
  const facets = tl.tiles.facets(query({ ...state, lanes: "", sel: 0 })).then((f) => form.facets(f));
  await Promise.allSettled([list.show(state), facets, tl.tiles.idle()]);
  if (mine !== turn) return;
  const { tile, epoch } = tl.tiles;
  if (tile?.epoch === epoch && tile.items.length === 0) $("timeline-note").hidden = false;
  box.dataset.state = tl.flight || tl.speed ? "moving" : "settled";
}

function select(id) {
  if (!id) {
    if (tl.selected) tl.select(null, { silent: true });
    card.show(0);
    return;
  }
  const item = tl.find(id);
  tl.select(item || { id }, { silent: true });
  card.show(id);
}

tl.addEventListener("moving", () => {
  turn++;
  box.dataset.state = "moving";
});
tl.addEventListener("settled", () => {
  remember("replace");
  follow();
});
tl.addEventListener("tile", ({ detail }) => {
  // An empty tile may be of a view that is still on its way to the events: that
  // there are none is said by follow, when the view has come to rest.
  const note = $("timeline-note");
  if (detail.items.length > 0) note.hidden = true;
  note.textContent = say("empty");
  if (!tl.selected) return;
  // A link names the event only; the tile brings the rest of it.
  const item = tl.find(tl.selected);
  if (item && !tl.chosen?.title) tl.select(item, { silent: true });
});
tl.addEventListener("select", ({ detail: item }) => {
  card.show(item ? item.id : 0);
  remember("replace");
  if (!item) return;
  announce(
    say("selected", {
      title: item.title,
      date: words.item(item),
      type: config.types[item.type],
      status: config.statuses[item.status],
    }),
  );
});
tl.addEventListener("failed", () => {
  const note = $("timeline-note");
  note.textContent = say("failed");
  note.hidden = false;
});

listenPointer(tl, { onOpen: open, onTip: (hit, p) => tip.show(hit, p) });
const help = $("timeline-help");
const showHelp = () => help.showModal();
listenKeys(tl, { onOpen: open, onHelp: showHelp, say: (key) => announce(say(key)) });
document.querySelector("[data-help]").addEventListener("click", showHelp);

$("lanes").addEventListener("change", (e) => {
  state.lanes = e.target.value;
  write(state, "push");
  tl.filter(state.filter, state.lanes);
});

for (const b of document.querySelectorAll("[data-zoom]")) {
  b.addEventListener("click", () => tl.zoom(b.dataset.zoom === "in" ? 0.5 : 2, tl.scale.width / 2, { smooth: true }));
}
for (const b of document.querySelectorAll("[data-range]")) b.addEventListener("click", () => preset(b.dataset.range));

// preset shows a calendar stretch about the middle of the view.
async function preset(name) {
  if (name === "all") {
    await tl.fit();
    return;
  }
  const c = parts(tl.chosen?.start ?? (tl.scale.from + tl.scale.to) / 2);
  if (name === "year") tl.show(fromParts(c.year, 1, 1), fromParts(c.year + 1, 1, 1), { smooth: true });
  if (name === "month") tl.show(fromParts(c.year, c.month, 1), fromParts(c.year, c.month + 1, 1), { smooth: true });
  if (name === "week") {
    const monday = fromParts(c.year, c.month, c.day) - ((c.weekday + 6) % 7);
    tl.show(monday, monday + 7, { smooth: true });
  }
  if (name === "today") tl.show(tl.today - tl.scale.span / 2, tl.today + tl.scale.span / 2, { smooth: true });
}

document.addEventListener("click", async (e) => {
  const b = e.target.closest("[data-copy]");
  if (!b) return;
  const address = new URL(b.dataset.copy, location.href).href;
  try {
    await navigator.clipboard.writeText(address);
    announce(say("copied"));
    b.classList.add("is-done");
  } catch {
    prompt("", address); // without a clipboard the address can still be copied by hand
  }
});

addEventListener("popstate", () => {
  const next = read();
  form.fill(next);
  apply(next, "");
});
addEventListener("themechange", () => tl.recolour());
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => tl.recolour());
matchMedia("(forced-colors: active)").addEventListener("change", () => tl.recolour());
if (matchMedia("(max-width: 60rem)").matches) $("filter").open = false;

tl.select(state.sel ? { id: state.sel } : null, { silent: true });
list.shown = query({ ...state, sel: 0 }); // the server has just written it
apply(state, "");
