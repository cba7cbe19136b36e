// Draws a stretch with too many events to draw one by one: a histogram in each
// lane, with counts that can be clicked to zoom in.

import { chip } from "/static/js/timeline/glyph.js";

const CELL = 84; // pixels that share one count

export function drawDensity(ctx, m) {
  const { density: d } = m.tile;
  const width = d.days * m.scale.density;
  const first = Math.max(0, Math.floor((m.scale.from - d.from) / d.days));
  const count = d.bins[0].length;
  const last = Math.min(count - 1, Math.ceil((m.scale.to - d.from) / d.days));
  const perCell = Math.max(1, 2 ** Math.round(Math.log2(CELL / width)));
  for (const lane of m.plan.lanes) {
    const bins = d.bins[lane.i];
    if (!bins) continue;
    drawBars(ctx, m, lane, bins, { d, width, first, last });
    drawCounts(ctx, m, lane, bins, { d, width, first, last, perCell });
  }
}

// drawBars scales by the square root: a lane with one event a year and one with
// a thousand are both readable.
function drawBars(ctx, m, lane, bins, { d, width, first, last }) {
  const top = Math.sqrt(m.peak || 1);
  const room = lane.h - (lane.h > 44 ? 28 : 8);
  ctx.fillStyle = colourOf(m, lane);
  ctx.globalAlpha = m.palette.forced ? 1 : 0.75;
  ctx.beginPath();
  for (let i = first; i <= last; i++) {
    if (!bins[i]) continue;
    // What is spread thin over many bins must not look like an event in each.
    const h = Math.max(bins[i] < 0.5 ? bins[i] : 2, (Math.sqrt(bins[i]) / top) * room);
    const x = m.scale.x(d.from + i * d.days);
    ctx.rect(x + 0.5, lane.y + lane.h - h - 1, Math.max(1, width - 1), h);
  }
  ctx.fill();
  ctx.globalAlpha = 1;
}

function drawCounts(ctx, m, lane, bins, { d, width, first, last, perCell }) {
  const grid = Math.floor(d.from / d.days); // cells keep their place while one pans
  for (let i = first - ((((grid + first) % perCell) + perCell) % perCell); i <= last; i += perCell) {
    let n = 0;
    for (let k = Math.max(0, i); k < Math.min(bins.length, i + perCell); k++) n += bins[k];
    if (n < 0.5) continue;
    const from = d.from + i * d.days;
    const x = m.scale.x(from);
    const hit = { from, to: from + perCell * d.days, n, lane };
    m.hits.push({ x0: x, x1: x + perCell * width, y0: lane.y, y1: lane.y + lane.h, cluster: hit });
    if (lane.h < 26) continue;
    const text = m.words.compact.format(Math.max(1, Math.round(n)));
    const y = lane.h > 44 ? lane.y + lane.h - 12 : lane.y + lane.h / 2;
    chip(ctx, m.palette, text, x + (perCell * width) / 2, y, colourOf(m, lane));
  }
}

function colourOf(m, lane) {
  return (m.lanesBy === "type" && m.palette.types[lane.key]) || m.palette.accent;
}
