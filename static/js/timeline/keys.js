// The timeline by keyboard. Left and right walk through the events in order of
// time, up and down through the lanes.

export function listenKeys(tl, { onOpen, onHelp, say }) {
  const actions = {
    ArrowRight: () => step(tl, "next", say),
    ArrowLeft: () => step(tl, "prev", say),
    ArrowDown: () => lane(tl, 1),
    ArrowUp: () => lane(tl, -1),
    Home: () => edge(tl, "next"),
    End: () => edge(tl, "prev"),
    PageUp: () => page(tl, -0.8),
    PageDown: () => page(tl, 0.8),
    "+": () => near(tl, 0.6),
    "=": () => near(tl, 0.6),
    "-": () => near(tl, 1 / 0.6),
    _: () => near(tl, 1 / 0.6),
    Enter: () => tl.chosen && onOpen(tl.chosen),
    Escape: () => {
      if (!tl.selected) return;
      tl.select(null);
      say("cleared");
    },
  };
  tl.box.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const act = actions[e.key];
    if (!act) return;
    e.preventDefault();
    act();
  });

  // These two work anywhere on the page but where text is typed.
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, textarea, select, dialog")) return;
    if (e.key === "/") {
      e.preventDefault();
      document.getElementById("filter").open = true;
      document.getElementById("q").focus();
    } else if (e.key === "?") {
      e.preventDefault();
      onHelp();
    }
  });
}

async function step(tl, direction, say) {
  const tile = tl.tiles.tile;
  if (!tile) return;
  if (!tl.selected) return choose(tl, nearest(tl, direction));
  const items = tile.items.filter((it) => !isStray(tile, it));
  const at = items.findIndex((it) => it.id === tl.selected);
  let next = at < 0 ? null : items[at + (direction === "next" ? 1 : -1)];
  // Beyond the tile, or between labels of a crowd, the server knows.
  if (!next || tile.density) next = await tl.tiles.neighbour(tl.selected, direction);
  if (next) choose(tl, next);
  else say(direction === "next" ? "no_next" : "no_prev");
}

// isStray tells the selected event a tile brings along from outside its range.
function isStray(tile, it) {
  return it.start >= tile.to || it.end <= tile.from;
}

function choose(tl, item) {
  if (!item) return;
  tl.select(item);
  tl.reveal(item);
}

// nearest is the first event in view, or the last when walking back.
function nearest(tl, direction) {
  const { from, to } = tl.scale;
  const seen = tl.tiles.tile.items.filter((it) => it.start < to && it.end > from);
  const starting = seen.filter((it) => it.start >= from);
  const list = starting.length ? starting : seen.length ? seen : tl.tiles.tile.items;
  return direction === "next" ? list[0] : list.at(-1);
}

// lane goes to the event nearest in time in the next lane that has one.
function lane(tl, by) {
  const items = tl.tiles.tile?.items || [];
  const now = tl.chosen;
  if (!now) return choose(tl, nearest(tl, "next"));
  const current = now.lanes[0];
  const middle = (it) => {
    const a = it.open_start ? it.end - 1 : it.start;
    const b = it.open_end ? it.start + 1 : it.end;
    return (a + b) / 2;
  };
  const { from, to } = tl.scale;
  let best = null;
  for (let l = current + by; l >= 0 && l < tl.plan.lanes.length && !best; l += by) {
    const seen = items.filter((it) => it.lanes.includes(l) && it.id !== now.id && it.start < to && it.end > from);
    for (const it of seen) {
      if (!best || Math.abs(middle(it) - middle(now)) < Math.abs(middle(best) - middle(now))) best = it;
    }
  }
  choose(tl, best);
}

async function edge(tl, direction) {
  choose(tl, await tl.tiles.neighbour(0, direction));
}

function page(tl, share) {
  const d = tl.scale.span * share;
  tl.show(tl.scale.from + d, tl.scale.to + d, { smooth: true });
}

// near zooms at the selected event when it is in view.
function near(tl, factor) {
  const it = tl.chosen;
  const x = it ? tl.scale.x((it.start + it.end) / 2) : -1;
  tl.zoom(factor, x >= 0 && x <= tl.scale.width ? x : tl.scale.width / 2, { smooth: true });
}
