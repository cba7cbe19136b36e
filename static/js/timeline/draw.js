// Paints one frame. It reads a model and leaves it as it is.

import { axis } from "/static/js/timeline/axis.js";
import { ROW, LANE_PAD, isCoarse, isVague } from "/static/js/timeline/layout.js";
import { CAP, arrow, bar, chip, mark, soft } from "/static/js/timeline/glyph.js";
import { drawDensity } from "/static/js/timeline/density.js";

export const AXIS = 46;
const BAR = 17;

export function draw(ctx, m) {
  m.callout = null;
  const { scale, palette: p, height, gutter } = m;
  ctx.clearRect(0, 0, gutter + scale.width, height);
  ctx.fillStyle = p.paper;
  ctx.fillRect(0, 0, gutter + scale.width, height);
  ctx.textBaseline = "middle";
  const ticks = axis(scale, m.words);
  ctx.save();
  ctx.translate(gutter, 0);
  ctx.beginPath();
  ctx.rect(0, 0, scale.width, height);
  ctx.clip();
  drawBands(ctx, m);
  drawGrid(ctx, m, ticks);
  if (m.tile) {
    if (m.tile.density) drawDensity(ctx, m);
    drawEvents(ctx, m);
  }
  drawToday(ctx, m);
  drawAxis(ctx, m, ticks);
  if (m.callout) drawCallout(ctx, m, m.callout);
  ctx.restore();
  drawLabels(ctx, m);
}

function drawBands(ctx, m) {
  for (const lane of m.plan.lanes) {
    if (lane.i % 2) continue;
    ctx.fillStyle = m.palette.band;
    ctx.fillRect(0, lane.y, m.scale.width, lane.h);
  }
}

function drawGrid(ctx, m, { minor, major }) {
  ctx.lineWidth = 1;
  for (const [list, colour] of [[minor, m.palette["rule-soft"]], [major, m.palette.rule]]) {
    ctx.strokeStyle = colour;
    ctx.beginPath();
    for (const t of list) {
      const x = Math.round(m.scale.x(t.day)) + 0.5;
      ctx.moveTo(x, AXIS);
      ctx.lineTo(x, m.height);
    }
    ctx.stroke();
  }
}

function drawAxis(ctx, m, { minor, major }) {
  const { palette: p, scale } = m;
  ctx.fillStyle = p["paper-raised"];
  ctx.fillRect(0, 0, scale.width, AXIS);
  ctx.fillStyle = p["ink-soft"];
  ctx.strokeStyle = p.rule;
  ctx.font = p.small;
  ctx.textAlign = "left";
  const y = major.length ? AXIS - 12 : AXIS / 2;
  let free = -Infinity;
  for (const t of minor) {
    const x = scale.x(t.day);
    const w = ctx.measureText(t.label).width;
    if (x + 5 < free) continue;
    ctx.fillText(t.label, x + 5, y);
    free = x + 5 + w + 8;
  }
  ctx.font = p.strong;
  ctx.fillStyle = p.ink;
  major.forEach((t, i) => {
    const w = ctx.measureText(t.label).width;
    const end = i + 1 < major.length ? scale.x(major[i + 1].day) : Infinity;
    const x = Math.max(scale.x(t.day), 0) + 5; // stays in sight while its stretch does
    if (x + w + 8 < end) ctx.fillText(t.label, x, 13);
  });
  ctx.beginPath();
  ctx.moveTo(0, AXIS - 0.5);
  ctx.lineTo(scale.width, AXIS - 0.5);
  for (const t of minor) tick(ctx, scale.x(t.day), AXIS - 7, AXIS);
  for (const t of major) tick(ctx, scale.x(t.day), 0, AXIS);
  ctx.stroke();
}

function tick(ctx, x, y0, y1) {
  const at = Math.round(x) + 0.5;
  ctx.moveTo(at, y0);
  ctx.lineTo(at, y1);
}

function drawToday(ctx, m) {
  const x = m.scale.x(m.today + 0.5);
  if (x < 0 || x > m.scale.width) return;
  ctx.strokeStyle = m.palette.accent;
  ctx.lineWidth = 1.5;
  ctx.setLineDash([4, 3]);
  ctx.beginPath();
  ctx.moveTo(x, AXIS);
  ctx.lineTo(x, m.height);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.font = m.palette.small;
  const text = m.words.say("today");
  const w = ctx.measureText(text).width + 8;
  ctx.fillStyle = m.palette.paper;
  ctx.fillRect(x - w / 2, m.height - 17, w, 15);
  ctx.fillStyle = m.palette.accent;
  ctx.textAlign = "center";
  ctx.fillText(text, x, m.height - 9);
  ctx.textAlign = "left";
}

// drawEvents paints the boxes of the plan and notes where they lie in m.hits.
function drawEvents(ctx, m) {
  const offset = m.scale.x(m.tile.from);
  for (const b of m.plan.boxes) {
    const left = b.left + offset;
    if (b.end + offset < 0 || left > m.scale.width) continue;
    const lane = m.plan.lanes[b.lane];
    const y = rowMiddle(m, lane, b.row);
    if (y > lane.y + lane.h) continue;
    drawEvent(ctx, m, b, left, b.right + offset, y);
    m.hits.push({ x0: left - 4, x1: b.end + offset - 8, y0: y - ROW / 2, y1: y + ROW / 2, it: b.it, lane: b.lane });
  }
  for (const c of m.plan.clusters) drawCluster(ctx, m, c, c.x + offset);
  if (m.selected && !m.callout) nameSelected(m);
}

function rowMiddle(m, lane, row) {
  return lane.y + m.head + LANE_PAD + row * ROW + ROW / 2;
}

// nameSelected puts a callout where the selected event stands unseen, in a crowd.
function nameSelected(m) {
  if (m.hits.some((h) => h.it && h.it.id === m.selected)) return;
  const it = m.find(m.selected);
  if (!it) return;
  const x = m.scale.x((Math.max(it.start, m.scale.from) + Math.min(it.end, m.scale.to)) / 2);
  const lane = m.plan.lanes[it.lanes[0]];
  if (lane && it.start < m.scale.to && it.end > m.scale.from) {
    m.callout = { x, y: lane.y + lane.h / 2, title: it.title };
  }
}

function drawEvent(ctx, m, b, x0, x1, y) {
  const { it } = b;
  const p = m.palette;
  const colour = p.types[it.type] || p.ink;
  const chosen = it.id === m.selected;
  if (chosen || it.id === m.hovered) drawHalo(ctx, m, b, x0, y, chosen);
  const vague = isVague(it);
  if (b.bar && vague) soft(ctx, x0, x1, y, BAR, it.status, colour, clear(p, colour));
  else if (b.bar) {
    const a = it.open_start ? Math.max(x0, -10) : x0;
    const z = it.open_end ? Math.min(x1, m.scale.width + 10) : x1;
    bar(ctx, a, z, y, BAR, it.status, colour, p.paper, { start: it.open_start, end: it.open_end });
    if (it.open_end) arrow(ctx, Math.min(z, m.scale.width - 8), y, BAR + 4, 1, colour);
    if (it.open_start) arrow(ctx, Math.max(a, 8), y, BAR + 4, -1, colour);
  } else {
    if (vague) soft(ctx, x0 - 4, x1 + 4, y, BAR - 3, it.status, colour, clear(p, colour));
    // A lozenge says "this day": not for a date known to the month only.
    if (!isCoarse(it)) mark(ctx, (x0 + x1) / 2, y, it.status, colour, p.paper);
  }
  if (b.text) drawTitle(ctx, m, b, x0, x1, y, vague);
}

// drawTitle writes inside a bar where it fits, and keeps it in sight when the
// bar begins left of the view.
function drawTitle(ctx, m, b, x0, x1, y, vague) {
  const p = m.palette;
  ctx.font = p.label;
  ctx.textAlign = "left";
  const { inside } = b;
  const cap = b.it.status === "ongoing" && !vague ? CAP + 6 : 8;
  const x = inside ? Math.min(Math.max(x0, 0) + cap, x1 - b.text - 8) : x1 + 6;
  ctx.fillStyle = inside && b.it.status === "occurred" && !vague ? p.paper : p.ink;
  ctx.fillText(shorten(ctx, m.texts, b.it.title, b.text), x, y + 0.5);
}

// shorten cuts a text to a width, with an ellipsis. It guesses from the whole
// text's width and measures once or twice, not at every length: measuring is
// what costs most while zooming.
function shorten(ctx, cache, text, width) {
  const key = `${ctx.font}|${Math.round(width)}|${text}`;
  let short = cache.get(key);
  if (short !== undefined) return short;
  const full = ctx.measureText(text).width;
  short = text;
  for (let n = Math.floor((text.length * width) / full); full > width + 1 && n > 0; n -= 2) {
    short = `${text.slice(0, n - 1).trimEnd()}…`;
    if (ctx.measureText(short).width <= width) break;
  }
  cache.set(key, short);
  return short;
}

function drawHalo(ctx, m, b, x0, y, chosen) {
  ctx.beginPath();
  const offset = m.scale.x(m.tile.from);
  ctx.roundRect(x0 - 6, y - ROW / 2 + 1, b.end + offset - x0 + 11, ROW - 2, 6);
  ctx.fillStyle = m.palette.band;
  ctx.fill();
  ctx.strokeStyle = chosen ? m.palette.focus : m.palette.rule;
  ctx.lineWidth = chosen ? 2.5 : 1;
  ctx.stroke();
}

function drawCluster(ctx, m, c, x) {
  if (x < -30 || x > m.scale.width + 30) return;
  const lane = m.plan.lanes[c.lane];
  const y = rowMiddle(m, lane, c.row);
  const text = `+${m.words.compact.format(c.items.length)}`;
  chip(ctx, m.palette, text, x, y, m.palette.types[c.items[0].type]);
  const first = Math.min(...c.items.map((i) => i.start));
  const last = Math.max(...c.items.map((i) => i.end));
  m.hits.push({ x0: x - 17, x1: x + 17, y0: y - 10, y1: y + 10, cluster: { from: first, to: last, n: c.items.length, lane } });
  const chosen = c.items.find((it) => it.id === m.selected);
  if (chosen) m.callout = { x, y, title: chosen.title };
}

// drawCallout names the selected event when it stands in a cluster.
function drawCallout(ctx, m, { x, y, title }) {
  const p = m.palette;
  ctx.font = p.label;
  const text = shorten(ctx, m.texts, title, 240);
  const w = ctx.measureText(text).width + 16;
  const left = Math.min(Math.max(4, x + 22), m.scale.width - w - 4);
  ctx.beginPath();
  ctx.roundRect(x - 20, y - 12, 40, 24, 12);
  ctx.strokeStyle = p.focus;
  ctx.lineWidth = 2.5;
  ctx.stroke();
  ctx.beginPath();
  ctx.roundRect(left, y - 12, w, 24, 4);
  ctx.fillStyle = p["paper-raised"];
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = p.ink;
  ctx.fillText(text, left + 8, y + 0.5);
}

// drawLabels writes the lanes' names: beside the events where there is a
// gutter, else over them.
function drawLabels(ctx, m) {
  const p = m.palette;
  ctx.textAlign = "left";
  if (m.gutter) {
    ctx.fillStyle = p["paper-raised"];
    ctx.fillRect(0, 0, m.gutter, m.height);
    ctx.strokeStyle = p.rule;
    ctx.lineWidth = 1;
    ctx.beginPath();
    tick(ctx, m.gutter - 1, 0, m.height);
    ctx.stroke();
  }
  for (const lane of m.plan.lanes) {
    if (!lane.label) continue;
    if (m.gutter) drawGutterLabel(ctx, m, lane);
    else drawInnerLabel(ctx, m, lane);
  }
}

function drawGutterLabel(ctx, m, lane) {
  const p = m.palette;
  const y = lane.y + Math.min(lane.h / 2, 16);
  const colour = m.lanesBy === "type" && p.types[lane.key];
  if (colour) {
    ctx.fillStyle = colour;
    ctx.fillRect(0, lane.y + 3, 3, lane.h - 6);
  }
  ctx.font = p.small;
  const total = m.words.compact.format(lane.total);
  const w = ctx.measureText(total).width;
  ctx.fillStyle = p["ink-soft"];
  ctx.fillText(total, m.gutter - w - 10, y);
  ctx.font = p.strong;
  ctx.fillStyle = p.ink;
  ctx.fillText(shorten(ctx, m.texts, lane.label, m.gutter - w - 30), 12, y);
}

function drawInnerLabel(ctx, m, lane) {
  ctx.font = m.palette.small;
  const text = shorten(ctx, m.texts, lane.label, 130);
  const w = ctx.measureText(text).width;
  ctx.globalAlpha = 0.85;
  ctx.fillStyle = m.palette.paper;
  ctx.fillRect(0, lane.y + 1, w + 10, 14);
  ctx.globalAlpha = 1;
  ctx.fillStyle = m.palette["ink-soft"];
  ctx.fillText(text, 5, lane.y + 8);
}

// clear is the colour at no opacity; system colours cannot be mixed.
function clear(p, colour) {
  return p.forced ? p.paper : /^#[0-9a-f]{6}$/i.test(colour) ? `${colour}00` : "transparent";
}
