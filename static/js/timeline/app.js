// The timeline itself: what is in view, what is selected, and the one loop that
// draws. It knows nothing of the address bar or the filter form; those listen.

import { Tiles } from "/static/js/timeline/data.js";
import { AXIS, draw } from "/static/js/timeline/draw.js";
import { layout, ROW } from "/static/js/timeline/layout.js";
import { palette } from "/static/js/timeline/palette.js";
import { Scale } from "/static/js/timeline/scale.js";

const GUTTER = 148;
const NARROW = 620; // below this the lanes' names stand in the lanes
const SETTLE = 220; // milliseconds without movement after which listeners hear of it

export class Timeline extends EventTarget {
  constructor({ box, canvas, config, words }) {
    super();
    Object.assign(this, { box, canvas, config, words });
    this.ctx = canvas.getContext("2d", { alpha: false });
    this.scale = new Scale(0, 365, 800);
    this.tiles = new Tiles({ lang: config.lang, onTile: () => this.arrived(), onError: (e) => this.emit("failed", e) });
    this.plan = { lanes: [], boxes: [], clusters: [] };
    this.rows = new Map(); // lane:id → row it had
    this.texts = new Map(); // shortened labels
    this.widths = new Map();
    this.hits = [];
    this.selected = 0;
    this.hovered = 0;
    this.lanesBy = "type";
    this.auto = true; // the view follows the filter's extent
    this.speed = 0; // of a throw, pixels a millisecond
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    this.today = config.todayDay;
    this.recolour();
    new ResizeObserver(() => this.resize()).observe(box);
    this.resize();
  }

  emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  recolour() {
    this.palette = palette(this.box, Object.keys(this.config.types));
    this.widths.clear();
    this.texts.clear();
    this.redraw();
  }

  resize() {
    const width = this.box.clientWidth;
    const lanes = this.tiles.tile ? this.tiles.tile.lanes.length : 6;
    // The height follows the number of lanes, never what is in view: the page
    // below must not jump while one pans.
    const most = Math.max(innerHeight * 0.7, 420);
    this.height = Math.round(Math.max(AXIS + lanes * (31 + (width < NARROW ? 13 : 0)), Math.min(most, AXIS + Math.max(9, lanes) * 47)));
    this.gutter = width >= NARROW ? GUTTER : 0;
    this.head = this.gutter ? 0 : 13;
    this.scale.resize(width - this.gutter);
    const ratio = devicePixelRatio || 1;
    if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(this.height * ratio)) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(this.height * ratio);
      this.canvas.style.width = `${width}px`;
      this.canvas.style.height = `${this.height}px`;
    }
    this.ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.replan();
    this.tiles.need(this.scale, this.selected);
  }

  // filter chooses the events; query holds everything but range and lanes.
  async filter(query, lanesBy) {
    const q = new URLSearchParams(query);
    q.set("lanes", lanesBy);
    this.lanesBy = lanesBy;
    this.tiles.setFilter(q.toString());
    if (this.auto) await this.fit();
    else this.tiles.need(this.scale, this.selected);
  }

  // fit shows all of the filter's events.
  async fit() {
    this.auto = true;
    this.emit("moving");
    const epoch = this.tiles.epoch;
    try {
      const t = await this.tiles.extent();
      if (epoch !== this.tiles.epoch || !this.auto) return;
      const none = t.first === null;
      const first = none ? this.today - 183 : t.first;
      const last = none ? this.today + 183 : t.last + 1;
      const air = Math.max(2, (last - first) * 0.04);
      this.show(first - air, last + air, { auto: true });
    } catch (err) {
      this.emit("failed", err);
      this.emit("settled");
    }
  }

  // show moves the view. Unless told that it follows the filter, it is now the
  // reader's own.
  show(from, to, { auto = false, smooth = false } = {}) {
    this.auto = auto;
    this.speed = 0;
    this.flight = null;
    if (smooth && !this.calm.matches) {
      const target = this.scale.copy();
      target.set(from, to);
      this.flight = { from: this.scale.copy(), to: target, start: performance.now() };
      this.tiles.need(target, this.selected);
      this.redraw();
      return;
    }
    this.scale.set(from, to);
    this.moved();
  }

  pan(pixels) {
    this.auto = false;
    this.flight = null;
    this.scale.pan(pixels);
    this.moved();
  }

  zoom(factor, x = this.scale.width / 2, { smooth = false } = {}) {
    const next = (this.flight ? this.flight.to : this.scale).copy();
    next.zoom(factor, x);
    if (smooth) return this.show(next.from, next.to, { smooth });
    this.auto = false;
    this.flight = null;
    this.scale.zoom(factor, x);
    this.moved();
  }

  moved() {
    this.emit("moving");
    this.tiles.need(this.scale, this.selected);
    if (this.planned !== this.scale.density) this.replan();
    this.redraw();
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.emit("settled"), SETTLE);
  }

  arrived() {
    const lanes = this.tiles.tile.lanes.length;
    if (this.lanes !== lanes) {
      this.lanes = lanes;
      this.resize();
    }
    const bins = this.tiles.tile.density?.bins;
    this.peak = bins ? Math.max(...bins.map((row) => row.reduce((a, b) => Math.max(a, b), 0))) : 0;
    this.replan();
    this.emit("tile", this.tiles.tile);
  }

  measure = (text) => {
    let w = this.widths.get(text);
    if (w === undefined) {
      this.ctx.font = this.palette.label;
      w = this.ctx.measureText(text).width;
      if (this.widths.size > 5000) this.widths.clear();
      this.widths.set(text, w);
    }
    return w;
  };

  replan() {
    const tile = this.tiles.tile;
    if (!tile) return;
    if (this.texts.size > 5000) this.texts.clear();
    const old = new Map(this.plan.lanes.map((l) => [l.key, l]));
    this.plan = layout({
      tile, scale: this.scale, height: this.height, top: AXIS, head: this.head, measure: this.measure, before: this.rows,
    });
    this.planned = this.scale.density;
    this.rows = new Map(this.plan.boxes.map((b) => [b.key, b.row]));
    for (const lane of this.plan.lanes) {
      const was = old.get(lane.key);
      lane.y = was ? was.y : lane.top;
      lane.h = was ? was.h : lane.height;
    }
    this.redraw();
  }

  redraw() {
    if (!this.pending) this.pending = requestAnimationFrame((t) => this.frame(t));
  }

  frame(now) {
    this.pending = 0;
    const elapsed = Math.min(now - (this.last || now), 50);
    this.last = now;
    let more = this.fly(now) || this.coast(elapsed);
    more = this.slide(elapsed) || more;
    this.hits = [];
    this.tile = this.tiles.tile;
    draw(this.ctx, this);
    if (more) this.redraw();
    else this.last = 0;
  }

  // fly moves the view to where it was sent.
  fly(now) {
    const f = this.flight;
    if (!f) return false;
    const t = Math.min(1, Math.max(0, now - f.start) / 260);
    const k = 1 - (1 - t) ** 3;
    // Spans shrink by ratio, not by difference, so that zooming feels even.
    const span = f.from.span * (f.to.span / f.from.span) ** k;
    const grown = f.to.span === f.from.span ? k : (span - f.from.span) / (f.to.span - f.from.span);
    const from = f.from.from + (f.to.from - f.from.from) * grown;
    this.scale.set(from, from + span);
    if (t >= 1) this.flight = null;
    this.auto = false;
    this.moved();
    return t < 1;
  }

  // coast goes on after a throw and slows down.
  coast(elapsed) {
    if (!this.speed) return false;
    this.pan(this.speed * elapsed);
    this.speed *= 0.994 ** elapsed;
    if (Math.abs(this.speed) < 0.02 || this.calm.matches) this.speed = 0;
    return this.speed !== 0;
  }

  // slide moves lanes to their new places.
  slide(elapsed) {
    const k = this.calm.matches ? 1 : 1 - 0.985 ** Math.max(elapsed, 8);
    let more = false;
    for (const lane of this.plan.lanes) {
      lane.y += (lane.top - lane.y) * k;
      lane.h += (lane.height - lane.h) * k;
      if (Math.abs(lane.top - lane.y) + Math.abs(lane.height - lane.h) > 0.5) more = true;
      else [lane.y, lane.h] = [lane.top, lane.height];
    }
    return more;
  }

  // hit gives what is drawn at a point of the box, the topmost first.
  hit(x, y) {
    const at = x - this.gutter;
    if (at < 0) return null;
    for (let i = this.hits.length - 1; i >= 0; i--) {
      const h = this.hits[i];
      if (at >= h.x0 && at <= h.x1 && y >= h.y0 && y <= h.y1) return h;
    }
    return null;
  }

  find(id) {
    return this.tiles.tile?.items.find((it) => it.id === id);
  }

  select(item, { silent = false } = {}) {
    this.selected = item ? item.id : 0;
    this.chosen = item || null;
    this.redraw();
    if (!silent) this.emit("select", item || null);
  }

  // reveal brings an event into view without more movement than needed.
  reveal(item) {
    const span = this.scale.span;
    const start = item.open_start ? item.end - 1 : item.start;
    const end = item.open_end ? item.start + 1 : item.end;
    const room = span * 0.1;
    if (start >= this.scale.from + span * 0.02 && end <= this.scale.to - span * 0.02) return;
    if (end - start > span) {
      if (start < this.scale.to && end > this.scale.from) return;
      this.show(start - room, start - room + span, { smooth: true });
      return;
    }
    const from = start < this.scale.from + room ? start - room * 2 : end - span + room * 3;
    this.show(from, from + span, { smooth: true });
  }
}

export { ROW };
